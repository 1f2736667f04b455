// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_texts.h"

#include "core/format.h"
#include "core/texts.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr qint64 kSecondsOfDay = 86'400;
constexpr double kFarthestEnd = 3.2e9; // seconds, a century; no date for a later end

QString commitDuration(double seconds)
{
    return seconds < 1.0 ? QStringLiteral("%1 ms").arg(formatNumber(seconds * 1e3, 3))
                         : formatDuration(seconds);
}

bool isMoving(const RunStatus& status)
{
    return isGrowing(status.phase) && status.silentSince == 0;
}

} // namespace

QString phaseText(RunPhase phase)
{
    switch (phase) {
    case RunPhase::Idle:
        return Texts::tr("no file");
    case RunPhase::Waiting:
        return Texts::tr("waiting");
    case RunPhase::Unreadable:
        return Texts::tr("unreadable");
    case RunPhase::Live:
        return Texts::tr("live");
    case RunPhase::Stalled:
        return Texts::tr("stalled");
    case RunPhase::Unreachable:
        return Texts::tr("unreachable");
    case RunPhase::Finished:
        return Texts::tr("finished");
    case RunPhase::Failed:
        return Texts::tr("failed");
    case RunPhase::Stopped:
        return Texts::tr("stopped");
    case RunPhase::Crashed:
        return Texts::tr("crashed");
    }
    return {};
}

QString stateWord(const RunStatus& status)
{
    if (status.phase == RunPhase::Stalled && status.writeProblem != WriteProblem::None) {
        return status.writeProblem == WriteProblem::NoSpace ? Texts::tr("disk full")
                                                            : Texts::tr("cannot write");
    }
    if (status.phase == RunPhase::Stalled && status.presumedDead) {
        return Texts::tr("dead?"); // the message says why, and that it is a guess
    }
    return phaseText(status.phase);
}

QString heldText(const RunStatus& status)
{
    return status.waits == 0 ? QString()
                             : Texts::tr("simulation waited %1 ×, %2 in all")
                                   .arg(formatCount(status.waits), formatDuration(status.waitSeconds));
}

QString commitsText(const RunStatus& status)
{
    if (status.commits == 0) {
        return {};
    }
    const QString count = status.commits == 1 ? Texts::tr("1 commit")
                                              : Texts::tr("%1 commits").arg(formatCount(status.commits));
    return status.longestCommit > 0.0
               ? Texts::tr("%1, the longest took %2").arg(count, commitDuration(status.longestCommit))
               : count;
}

QString rateText(const RunStatus& status)
{
    return isMoving(status) ? Texts::tr("%1 steps/s").arg(formatRate(status.stepsPerSecond)) : QString();
}

QString dataRateText(const RunStatus& status)
{
    return isMoving(status) ? Texts::tr("%1 MB/s").arg(formatRate(status.bytesPerSecond * 1e-6)) : QString();
}

QString timeRateText(const RunStatus& status)
{
    if (!isMoving(status) || !status.run || !status.run->hasTimes) {
        return {};
    }
    const QString number = std::isfinite(status.timePerSecond) ? formatNumber(status.timePerSecond, 3)
                                                               : formatRate(status.timePerSecond);
    const QString& units = toText(status.run->timeUnits);
    return units.isEmpty() ? Texts::tr("%1 simulated per s").arg(number)
                           : Texts::tr("%1 simulated %2 per s").arg(number, units);
}

QString percentText(const RunStatus& status)
{
    return std::isfinite(status.progress)
               ? Texts::tr("%1 %").arg(static_cast<int>(std::floor(status.progress * 100.0)))
               : QString();
}

QString leftText(const RunStatus& status)
{
    return isGrowing(status.phase) && std::isfinite(status.secondsLeft)
               ? Texts::tr("%1 left").arg(formatDuration(status.secondsLeft))
               : QString();
}

QString endText(const RunStatus& status, const QDateTime& now)
{
    if (leftText(status).isEmpty() || status.secondsLeft > kFarthestEnd) {
        return {};
    }
    const QDateTime end = now.addSecs(std::llround(status.secondsLeft));
    const bool soon = now.secsTo(end) < kSecondsOfDay;
    return Texts::tr("done at %1")
        .arg(end.toString(soon ? QStringLiteral("HH:mm") : QStringLiteral("yyyy-MM-dd HH:mm")));
}

QString ageText(const RunStatus& status, const QDateTime& now)
{
    if (status.silentSince != 0) {
        const double silent = static_cast<double>(now.toMSecsSinceEpoch() - status.silentSince) * 1e-3;
        return Texts::tr("no answer for %1").arg(formatDuration(std::max(0.0, std::floor(silent))));
    }
    if (!status.run || status.lastCommitTime <= 0.0) {
        return {};
    }
    const auto then = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(status.lastCommitTime * 1e3));
    const double age = static_cast<double>(then.msecsTo(now)) * 1e-3;
    if (isGrowing(status.phase) && age < -1.0) {
        return {}; // the clocks of the writer's machine and of this one differ
    }
    return isGrowing(status.phase)
               ? Texts::tr("data %1 old").arg(formatDuration(std::max(0.0, age)))
               : Texts::tr("last data %1").arg(then.toString(QStringLiteral("yyyy-MM-dd HH:mm")));
}

} // namespace h5pulse::viewer
