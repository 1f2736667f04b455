// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QEvent>

#include <array>
#include <vector>

namespace bench {

/// Measures how long each event, with everything that it causes, keeps the GUI thread busy.
class TimedApplication : public QApplication
{
public:
    /// Upper limits of the duration bins, in milliseconds; the last bin has longer events.
    static constexpr std::array kLimits{0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0};

    /// Work of the GUI thread for one event, in milliseconds.
    struct Event
    {
        double held = 0.0;              ///< wall clock, including other threads and programs
        double worked = 0.0;            ///< clock of the thread
        const char* receiver = nullptr; ///< class of the receiver
        QEvent::Type type = QEvent::None;
    };

    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override;

    void restart() { m_events.clear(); }
    const std::vector<Event>& events() const { return m_events; }
    /// Number of events per duration on the given clock: within each of kLimits, and above them.
    std::vector<double> histogram(double Event::*clock) const;

private:
    std::vector<Event> m_events;
    int m_depth = 0;
};

} // namespace bench
