// SPDX-License-Identifier: GPL-3.0-or-later
#include "timed_application.h"

#include <QMetaEnum>

#include <algorithm>

namespace bench {

namespace {

constexpr double kNanosecondsPerMillisecond = 1e6;

} // namespace

bool TimedApplication::notify(QObject* receiver, QEvent* event)
{
    if (m_depth > 0) { // part of the work for another event
        return QApplication::notify(receiver, event);
    }
    const QString name = QString::fromLatin1(receiver->metaObject()->className());
    const QEvent::Type type = event->type();
    QElapsedTimer timer;
    timer.start();
    ++m_depth;
    const bool result = QApplication::notify(receiver, event);
    --m_depth;
    const double milliseconds = static_cast<double>(timer.nsecsElapsed()) / kNanosecondsPerMillisecond;
    m_durations.push_back(milliseconds);
    if (milliseconds > m_most) {
        m_most = milliseconds;
        const char* key = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
        m_longest = QStringLiteral("%1 to %2").arg(QString::fromLatin1(key ? key : "?"), name);
    }
    return result;
}

void TimedApplication::restart()
{
    m_durations.clear();
    m_most = 0.0;
    m_longest.clear();
}

std::vector<double> TimedApplication::histogram() const
{
    std::vector<double> counts(kLimits.size() + 1, 0.0);
    for (const double duration : m_durations) {
        const auto bin = std::ranges::lower_bound(kLimits, duration) - kLimits.begin();
        counts[static_cast<std::size_t>(bin)] += 1.0;
    }
    return counts;
}

} // namespace bench
