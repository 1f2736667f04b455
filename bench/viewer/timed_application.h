// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QEvent>

#include <array>
#include <vector>

namespace bench {

/// Measures how long the GUI thread is busy with each event, with all that it leads to.
class TimedApplication : public QApplication
{
public:
    /// Of events up to so many milliseconds each; the last: longer ones.
    static constexpr std::array kLimits{0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0};

    /// What the GUI thread did for one event, in milliseconds.
    struct Event
    {
        double held = 0.0;   ///< by the clock on the wall: with what other threads and programs took meanwhile
        double worked = 0.0; ///< by the clock of the thread
        const char* receiver = nullptr; ///< its class
        QEvent::Type type = QEvent::None;
    };

    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override;

    void restart() { m_events.clear(); }
    const std::vector<Event>& events() const { return m_events; }
    /// How many events took how long by the given clock: within which of kLimits, and above all.
    std::vector<double> histogram(double Event::* clock) const;

private:
    std::vector<Event> m_events;
    int m_depth = 0;
};

} // namespace bench
