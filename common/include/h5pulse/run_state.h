// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace h5pulse {

/// What can be said of a run from its file alone.
enum class RunState {
    Running,  ///< its writer lives and commits
    Stalled,  ///< its writer lives (or may live) and has committed nothing for longer than it usually takes
    Finished, ///< closed in order
    Failed,   ///< its writer ended it with Writer::fail and a reason
    Crashed   ///< its writer is gone without having closed the file; `h5pulse recover` repairs it
};

/// "running", "stalled", "finished", "failed" or "crashed".
std::string_view toString(RunState state) noexcept;

/// Whether more steps may come without somebody starting the run again.
constexpr bool isLive(RunState state) noexcept
{
    return state == RunState::Running || state == RunState::Stalled;
}

/// What the writer last said of itself. For files of others all but the modification time is unknown.
struct WriterStatus
{
    std::int64_t processId = 0;       ///< 0: unknown
    std::string host{};               ///< empty: unknown
    std::uint64_t commits = 0;        ///< commits so far
    std::uint64_t committedSteps = 0; ///< steps after the last commit
    double startTime = 0.0;           ///< when the writer opened the file, seconds since 1970; 0: unknown
    double lastCommitTime = 0.0; ///< of the last commit; for files of others: of the last change of the file
    double heartbeatTime = 0.0;  ///< of the last sign of life; 0: unknown
    std::string reason{};        ///< why the run failed, as given to Writer::fail
};

} // namespace h5pulse
