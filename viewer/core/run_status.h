// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run_description.h"

namespace h5pulse::viewer {

/// What the window says about a run in one word.
enum class RunPhase {
    Idle,       ///< no file was asked for
    Waiting,    ///< the file is not there yet
    Unreadable, ///< it is there, but cannot be shown
    Live,
    Stalled,
    Finished,
    Failed,
    Crashed
};

/// Whether there is something to look at.
constexpr bool isOpen(RunPhase phase)
{
    return phase >= RunPhase::Live;
}

/// Whether more steps may come.
constexpr bool isGrowing(RunPhase phase)
{
    return phase == RunPhase::Live || phase == RunPhase::Stalled;
}

/// What is known about a run at one moment. Immutable once sent.
struct RunStatus
{
    static constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

    std::uint64_t opening = 0;    ///< which request to open a file it answers
    std::uint64_t generation = 0; ///< changes when the file holds another run than before
    QString path;
    RunPhase phase = RunPhase::Idle;
    QString message;       ///< a sentence where there is something to say, else empty
    RunDescriptionPtr run; ///< null unless isOpen(phase)
    std::uint64_t steps = 0;
    double firstTime = kUnknown;
    double lastTime = kUnknown;
    double stepsPerSecond = kUnknown; ///< of wall time
    double progress = kUnknown;       ///< 0 to 1
    double secondsLeft = kUnknown;    ///< of wall time
    double lastCommitTime = 0.0;      ///< seconds since 1970; 0: unknown
};

using StatusPtr = std::shared_ptr<const RunStatus>;

} // namespace h5pulse::viewer
