// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_description.h"

#include <h5pulse/run_state.h>

namespace h5pulse::viewer {

/// What the window says about a run in one word.
enum class RunPhase {
    Idle,       ///< no file was asked for
    Waiting,    ///< the file is not there yet
    Unreadable, ///< it is there, but cannot be read now
    Live,
    Stalled,
    Unreachable, ///< it is no longer where it was, or its file system does not answer
    Finished,
    Failed,
    Stopped, ///< its user ended it early
    Crashed
};

/// Whether more steps are to be expected.
constexpr bool isGrowing(RunPhase phase)
{
    return phase == RunPhase::Live || phase == RunPhase::Stalled;
}

/// Whether the run is over, in whatever way.
constexpr bool hasEnded(RunPhase phase)
{
    return phase == RunPhase::Finished || phase == RunPhase::Failed || phase == RunPhase::Stopped ||
           phase == RunPhase::Crashed;
}

/// What is known about a run at one moment. Immutable once sent.
struct RunStatus
{
    static constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

    std::uint64_t opening = 0;    ///< which request to open a file it answers
    std::uint64_t generation = 0; ///< changes when the file holds another run than before
    QString path;
    RunPhase phase = RunPhase::Idle;
    QString message; ///< a sentence where there is something to say, else empty
    RunDescriptionPtr
        run; ///< null: there is nothing to look at. An unreadable file may have been read before
    WriterTrouble trouble = WriterTrouble::None; ///< why a stalled run is
    bool needsRepair = false;                    ///< the run has crashed, and its file carries the marks
    qint64 silentSince = 0; ///< milliseconds since 1970 when its file system last answered; 0: it does answer
    std::uint64_t steps = 0;
    /// Of each field, where they differ (in files of others); null: all have `steps`.
    std::shared_ptr<const std::vector<std::uint64_t>> fieldSteps;
    double firstTime = kUnknown;
    double lastTime = kUnknown;
    double stepsPerSecond = kUnknown; ///< of wall time
    double bytesPerSecond = kUnknown; ///< of values and times, or else of the file
    double timePerSecond = kUnknown;  ///< simulated time in a second of wall time
    double progress = kUnknown;       ///< 0 to 1
    double secondsLeft = kUnknown;    ///< of wall time
    double lastCommitTime = 0.0;      ///< seconds since 1970; 0: unknown
    std::uint64_t fileSize = 0;       ///< bytes
    std::uint64_t commits = 0;        ///< of this writer; 0: unknown
    double longestCommit = 0.0;       ///< seconds
    std::uint64_t waits = 0;          ///< how often the simulation was held because the disk could not follow
    double waitSeconds = 0.0;         ///< and for how long, in all
};

/// Whether what is on the screen is from before, and cannot be looked up in the file now.
inline bool showsOldData(const RunStatus& status)
{
    return status.run && (status.phase == RunPhase::Unreadable || status.silentSince != 0);
}

using StatusPtr = std::shared_ptr<const RunStatus>;

} // namespace h5pulse::viewer
