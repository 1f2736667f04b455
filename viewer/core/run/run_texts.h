// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/run_status.h>

#include <QDateTime>

namespace h5pulse::viewer {

// Texts about the state of a run, for the status line and the run panel.

/// The word for a phase, and the word for a run. The latter names the problem that keeps the writer from
/// committing.
QString phaseText(RunPhase phase);
QString stateWord(const RunStatus& status);
/// How often and how long the simulation waited for the disk; empty: it did not wait.
QString heldText(const RunStatus& status);
/// Number and longest duration of the writer's commits; empty: not known.
QString commitsText(const RunStatus& status);
/// "12.5 steps/s", "3.40 MB/s", "0.02 simulated s per s"; empty: the run does not grow, or the file system
/// does not answer.
QString rateText(const RunStatus& status);
QString dataRateText(const RunStatus& status);
QString timeRateText(const RunStatus& status);
/// "63 %"; empty: not known.
QString percentText(const RunStatus& status);
/// "3:12 min left", and "done at 14:05"; empty: not known.
QString leftText(const RunStatus& status);
QString endText(const RunStatus& status, const QDateTime& now);
/// Age of the latest data ("data 0.2 s old"), or the date of the last data; empty: not known. The age changes
/// with time, so callers ask again every kAgeInterval.
QString ageText(const RunStatus& status, const QDateTime& now);
inline constexpr int kAgeInterval = 200; // milliseconds

} // namespace h5pulse::viewer
