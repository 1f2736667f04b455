// SPDX-License-Identifier: GPL-3.0-or-later
#include "timed_application.h"

#include <QThread>

#include <algorithm>
#include <ctime>

namespace bench {

namespace {

double milliseconds(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

} // namespace

bool TimedApplication::notify(QObject* receiver, QEvent* event)
{
    // What the threads of readers do does not hold the window, and an event within another is part of its work.
    if (QThread::currentThread() != thread() || m_depth > 0) {
        return QApplication::notify(receiver, event);
    }
    Event timed{.receiver = receiver->metaObject()->className(), .type = event->type()};
    const double wall = milliseconds(CLOCK_MONOTONIC);
    const double own = milliseconds(CLOCK_THREAD_CPUTIME_ID);
    ++m_depth;
    const bool result = QApplication::notify(receiver, event);
    --m_depth;
    timed.worked = milliseconds(CLOCK_THREAD_CPUTIME_ID) - own;
    timed.held = milliseconds(CLOCK_MONOTONIC) - wall;
    m_events.push_back(timed);
    return result;
}

std::vector<double> TimedApplication::histogram(double Event::* clock) const
{
    std::vector<double> counts(kLimits.size() + 1, 0.0);
    for (const Event& event : m_events) {
        const auto bin = std::ranges::lower_bound(kLimits, event.*clock) - kLimits.begin();
        counts[static_cast<std::size_t>(bin)] += 1.0;
    }
    return counts;
}

} // namespace bench
