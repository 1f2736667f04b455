// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/require_cxx20.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace h5pulse {

/// State of a run, as its file shows it.
enum class RunState {
    Running,    ///< its writer is alive and commits
    Stalled,    ///< its writer is alive (or may be) and has committed nothing for longer than usual
    Finished,   ///< closed in order
    Failed,     ///< its writer ended it by Writer::fail with a reason
    Stopped,    ///< its user ended it early by Writer::stop with a reason; its committed steps are good
    Crashed,    ///< its writer ended without closing the file; `h5pulse recover` repairs it
    Unreachable ///< the path no longer leads to the file (deleted, moved, unmounted); known steps can be read
};

/// "running", "stalled", "finished", "failed", "stopped", "crashed" or "unreachable".
std::string_view toString(RunState state) noexcept;

/// Whether more steps may come without a restart of the run.
constexpr bool isLive(RunState state) noexcept
{
    return state == RunState::Running || state == RunState::Stalled || state == RunState::Unreachable;
}

/// The problem that keeps a living writer from committing. Its steps wait in memory meanwhile.
enum class WriteProblem {
    None,
    NoSpace,   ///< the disk is full, or a quota or file size limit is reached; the writer continues when
               ///< there is space
    WriteError ///< writing failed; the writer tries again
};

/// The writer's last report about itself. For files of other programs everything except the modification
/// time is unknown. Times are from the writer's clock, which may differ from the clock of this machine.
struct WriterStatus
{
    std::int64_t processId = 0;       ///< 0: unknown
    std::string host{};               ///< empty: unknown
    std::uint64_t commits = 0;        ///< commits so far
    std::uint64_t committedSteps = 0; ///< steps after the last commit
    double startTime = 0.0;           ///< when the writer opened the file, seconds since 1970; 0: unknown
    double lastCommitTime = 0.0;      ///< of the last commit; for files of other programs: of the last change
    double heartbeatTime = 0.0;       ///< of the last heartbeat; 0: unknown
    std::uint64_t bytes = 0;          ///< of values and times that this writer has committed; 0: unknown
    std::uint64_t waits = 0;          ///< number of times that append() waited because the buffer was full
    double waitSeconds = 0.0;         ///< total time of these waits
    double longestCommit = 0.0;       ///< seconds
    WriteProblem writeProblem = WriteProblem::None;
    /// The run is stalled, its writer ran on another machine, and a Reader here has seen no sign of it since then (seconds
    /// since 1970, by the clock of this machine): a guess that it has died. 0: there is no reason for that guess.
    double presumedDeadSince = 0.0;
    /// Why the run failed or was stopped, as given to Writer::fail or Writer::stop; or the cause of the
    /// write problem.
    std::string reason{};
};

/// The part of a run that one writer wrote: from its start, or from Writer::resume, to its end.
struct Segment
{
    std::size_t firstStep = 0;           ///< its steps are [firstStep, endStep)
    std::size_t endStep = 0;             ///< the step after its last one
    double startTime = 0.0;              ///< when its writer opened the file, seconds since 1970
    double endTime = 0.0;                ///< the writer's last heartbeat
    std::int64_t processId = 0;          ///< of the writer
    std::string host{};                  ///< of the writer
    RunState state = RunState::Finished; ///< how it ended; in the last segment the state of the run
    std::string reason{};                ///< why it failed or was stopped
};

} // namespace h5pulse
