// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/error.h>
#include <h5pulse/run_state.h>
#include <h5pulse/writer_options.h>

#include <chrono>
#include <cstddef>
#include <optional>

namespace h5pulse {

/// Decides from the step itself whether a commit is due after it. (Commits by wall time need no step.)
class CommitPolicy
{
public:
    explicit CommitPolicy(const WriterOptions& options) noexcept
        : m_everySteps(options.commitSteps)
        , m_everyTime(options.commitTime)
    {
    }

    /// Returns whether the step of time t makes a commit due.
    bool afterStep(double t) noexcept;

private:
    std::size_t m_everySteps;
    double m_everyTime;
    std::size_t m_stepsSince = 0;
    std::optional<double> m_timeBefore; ///< simulated time at the last commit of this policy
};

/// A failed commit that can be repeated: readers see nothing of it, and its steps are still in memory.
class CommitFailure : public Error
{
public:
    CommitFailure(const std::filesystem::path& path, WriteProblem writeProblem, std::string reason)
        : Error(path, "cannot commit", std::move(reason))
        , m_writeProblem(writeProblem)
    {
    }

    /// NoSpace or WriteError.
    WriteProblem writeProblem() const noexcept { return m_writeProblem; }

    /// Explains errno of a failed write; uses `reason` if errno says nothing.
    static CommitFailure of(const std::filesystem::path& path, int error, const std::string& reason);

private:
    WriteProblem m_writeProblem;
};

/// Decides when to repeat a failed write: for ever while the disk is full, and for WriterOptions::retryFor
/// after other errors.
class RetryPolicy
{
public:
    using Clock = std::chrono::steady_clock;

    explicit RetryPolicy(const WriterOptions& options) noexcept
        : m_retryFor(options.retryFor)
    {
    }

    /// Time of the next attempt; empty: give up.
    std::optional<Clock::time_point> afterFailure(WriteProblem writeProblem) noexcept;
    void afterSuccess() noexcept { m_failures = 0; }

private:
    std::chrono::milliseconds m_retryFor;
    unsigned m_failures = 0;
    Clock::time_point m_since{}; ///< time of the first failure in this series
};

} // namespace h5pulse
