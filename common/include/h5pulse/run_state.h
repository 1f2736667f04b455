// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/require_cxx20.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace h5pulse {

/// What can be said of a run from its file alone.
enum class RunState {
    Running,    ///< its writer lives and commits
    Stalled,    ///< its writer lives (or may live) and has committed nothing for longer than it usually takes
    Finished,   ///< closed in order
    Failed,     ///< its writer ended it with Writer::fail and a reason
    Stopped,    ///< its user ended it early: Writer::stop and a reason. What was committed is good
    Crashed,    ///< its writer is gone without having closed the file; `h5pulse recover` repairs it
    Unreachable ///< the file is no longer where it was (deleted, moved, unmounted); what was seen can be read
};

/// "running", "stalled", "finished", "failed", "stopped", "crashed" or "unreachable".
std::string_view toString(RunState state) noexcept;

/// Whether more steps may come without somebody starting the run again.
constexpr bool isLive(RunState state) noexcept
{
    return state == RunState::Running || state == RunState::Stalled || state == RunState::Unreachable;
}

/// What keeps a living writer from committing. Its steps wait in memory meanwhile.
enum class WriteProblem {
    None,
    NoSpace,   ///< the disk is full, or a quota or a limit of file sizes is reached; it goes on when there is
               ///< room
    WriteError ///< writing failed; it tries again
};

/// What the writer last said of itself. For files of others all but the modification time is unknown. Times
/// are of the writer's clock, which may differ from this machine's.
struct WriterStatus
{
    std::int64_t processId = 0;       ///< 0: unknown
    std::string host{};               ///< empty: unknown
    std::uint64_t commits = 0;        ///< commits so far
    std::uint64_t committedSteps = 0; ///< steps after the last commit
    double startTime = 0.0;           ///< when the writer opened the file, seconds since 1970; 0: unknown
    double lastCommitTime = 0.0; ///< of the last commit; for files of others: of the last change of the file
    double heartbeatTime = 0.0;  ///< of the last sign of life; 0: unknown
    std::uint64_t bytes = 0;     ///< of the values and times that this writer has committed; 0: unknown
    std::uint64_t waits = 0;     ///< how often append() has waited because its buffer was full
    double waitSeconds = 0.0;    ///< and for how long, in all
    double longestCommit = 0.0;  ///< seconds
    WriteProblem writeProblem = WriteProblem::None;
    /// Why the run failed or was stopped, as given to Writer::fail or Writer::stop; or what the write problem is.
    std::string reason{};
};

/// A stretch of a run that one writer wrote: from its start, or from Writer::resume, to its end.
struct Segment
{
    std::size_t firstStep = 0;           ///< its steps are [firstStep, endStep)
    std::size_t endStep = 0;             ///< the step after its last one
    double startTime = 0.0;              ///< when its writer opened the file, seconds since 1970
    double endTime = 0.0;                ///< the writer's last sign of life
    std::int64_t processId = 0;          ///< of the writer
    std::string host{};                  ///< of the writer
    RunState state = RunState::Finished; ///< how it ended; of the last segment the state of the run
    std::string reason{};                ///< why it failed or was stopped
};

} // namespace h5pulse
