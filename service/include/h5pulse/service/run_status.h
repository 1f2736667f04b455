// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/run_state.h>
#include <h5pulse/service/run_description.h>

namespace h5pulse {

/// The state of a run as one word.
enum class RunPhase {
    Idle,       ///< no file is open
    Waiting,    ///< the file does not exist yet
    Unreadable, ///< the file exists, but cannot be read now
    Live,
    Stalled,
    Unreachable, ///< the file was moved or deleted, or its file system does not answer
    Finished,
    Failed,
    Stopped, ///< the user ended it early
    Crashed
};

/// Whether more steps can be expected.
constexpr bool isGrowing(RunPhase phase)
{
    return phase == RunPhase::Live || phase == RunPhase::Stalled;
}

/// Whether the run has ended, in whatever way.
constexpr bool hasEnded(RunPhase phase)
{
    return phase == RunPhase::Finished || phase == RunPhase::Failed || phase == RunPhase::Stopped ||
           phase == RunPhase::Crashed;
}

/// The state of a run at one moment. Immutable once sent.
struct RunStatus
{
    static constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

    std::uint64_t opening = 0;    ///< RunRequest::opening that it answers
    std::uint64_t generation = 0; ///< changes when the file holds another run than before
    std::string path;             ///< in the system's encoding
    RunPhase phase = RunPhase::Idle;
    std::string message;   ///< a sentence about the phase; may be empty
    RunDescriptionPtr run; ///< null: nothing was read yet. Kept while the file is unreadable
    WriteProblem writeProblem = WriteProblem::None; ///< why a run is stalled
    bool presumedDead =
        false; ///< stalled on another machine for so long that its writer rather has died: see message
    bool needsRepair = false;     ///< the run has crashed and its file is still marked as open
    std::int64_t silentSince = 0; ///< ms since 1970 of the file system's last answer; 0: it answers
    std::uint64_t steps = 0;
    /// Steps of each field, if they differ (files of other programs); null: all have `steps`.
    std::shared_ptr<const std::vector<std::uint64_t>> fieldSteps;
    double firstTime = kUnknown;
    double lastTime = kUnknown;
    double stepsPerSecond = kUnknown; ///< of wall time
    double bytesPerSecond = kUnknown; ///< of values and times, or else of the file
    double timePerSecond = kUnknown;  ///< simulated time per second of wall time
    double progress = kUnknown;       ///< 0 to 1
    double secondsLeft = kUnknown;    ///< of wall time
    double lastCommitTime = 0.0;      ///< seconds since 1970; 0: unknown
    std::uint64_t fileSize = 0;       ///< bytes
    std::uint64_t commits = 0;        ///< of this writer; 0: unknown
    double longestCommit = 0.0;       ///< seconds
    std::uint64_t waits = 0;          ///< how often the simulation waited for the disk
    double waitSeconds = 0.0;         ///< total time of these waits
};

/// Whether the window shows old data that the file cannot confirm now.
inline bool showsOldData(const RunStatus& status)
{
    return status.run && (status.phase == RunPhase::Unreadable || status.silentSince != 0);
}

using StatusPtr = std::shared_ptr<const RunStatus>;

} // namespace h5pulse
