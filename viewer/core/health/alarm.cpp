// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/health/alarm.h"

#include "core/format.h"
#include "core/texts.h"

namespace h5pulse::viewer {

QString alarmName(AlarmKind kind)
{
    switch (kind) {
    case AlarmKind::NonFinite:
        return QStringLiteral("non-finite");
    case AlarmKind::Threshold:
        return QStringLiteral("threshold");
    case AlarmKind::Stalled:
        return QStringLiteral("stalled");
    case AlarmKind::CannotWrite:
        return QStringLiteral("cannot-write");
    case AlarmKind::Unreachable:
        return QStringLiteral("unreachable");
    case AlarmKind::Crashed:
        return QStringLiteral("crashed");
    case AlarmKind::Failed:
        return QStringLiteral("failed");
    case AlarmKind::Stopped:
        return QStringLiteral("stopped");
    case AlarmKind::Finished:
        return QStringLiteral("finished");
    }
    return {};
}

QString fullText(const Alarm& alarm)
{
    return alarm.detail.isEmpty() ? alarm.text : QStringLiteral("%1: %2").arg(alarm.text, alarm.detail);
}

QString alarmPosition(const Alarm& alarm)
{
    const bool today = alarm.raised.date() == QDate::currentDate();
    QStringList parts{
        alarm.raised.toString(today ? QStringLiteral("HH:mm:ss") : QStringLiteral("yyyy-MM-dd HH:mm:ss"))};
    if (alarm.step) {
        parts << Texts::tr("step %1").arg(formatCount(*alarm.step));
    }
    if (alarm.count > 1) {
        parts << Texts::tr("%1 values so far").arg(formatCount(alarm.count));
    }
    return parts.join(QStringLiteral("   "));
}

} // namespace h5pulse::viewer
