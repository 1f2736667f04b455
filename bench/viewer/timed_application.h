// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>

#include <array>
#include <map>
#include <vector>

namespace bench {

/// Measures how long the GUI thread is busy with each event, with all that it leads to.
class TimedApplication : public QApplication
{
public:
    /// Of events up to so many milliseconds each; the last: longer ones.
    static constexpr std::array kLimits{0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0};

    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override;

    void restart();
    /// In milliseconds, unsorted.
    const std::vector<double>& durations() const { return m_durations; }
    /// How many events were within which of kLimits, and above all.
    std::vector<double> histogram() const;
    /// The longest: "QPaintEvent to PlotWidget: 12.3 ms".
    QString longest() const { return m_longest; }

private:
    std::vector<double> m_durations;
    QString m_longest;
    double m_most = 0.0;
    int m_depth = 0;
};

} // namespace bench
