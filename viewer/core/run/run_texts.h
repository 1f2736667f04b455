// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/run_status.h>

#include <QDateTime>

namespace h5pulse::viewer {

// What is said of a run's state in words: in the status line, in the panel, everywhere the same.

/// The word for a phase, and for a run: with what keeps its writer from committing.
QString phaseText(RunPhase phase);
QString stateWord(const RunStatus& status);
/// How the disk held the simulation up; empty: it did not.
QString heldText(const RunStatus& status);
/// What is known of the writer's commits; empty: nothing.
QString commitsText(const RunStatus& status);
/// "12.5 steps/s", "3.40 MB/s", "0.02 s a second"; empty: the run does not move.
QString rateText(const RunStatus& status);
QString dataRateText(const RunStatus& status);
QString timeRateText(const RunStatus& status);
/// "63 %"; empty: not known.
QString percentText(const RunStatus& status);
/// "3:12 min left", and "at 14:05"; empty: not known.
QString leftText(const RunStatus& status);
QString endText(const RunStatus& status, const QDateTime& now);
/// "data 0.2 s old", or when the last came; empty: not known.
/// Changes as time passes: to be asked for again every kAgeInterval.
QString ageText(const RunStatus& status, const QDateTime& now);
inline constexpr int kAgeInterval = 200; // milliseconds

} // namespace h5pulse::viewer
