// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/error.h>
#include <h5pulse/run_state.h>
#include <h5pulse/writer_options.h>

#include <chrono>
#include <cstddef>
#include <optional>

namespace h5pulse {

/// Says after which step a commit is due, by the step itself. (By wall time it is due without any step.)
class CommitPolicy
{
public:
    explicit CommitPolicy(const WriterOptions& options) noexcept
        : m_everySteps(options.commitSteps)
        , m_everyTime(options.commitTime)
    {
    }

    /// Whether the step of time t makes a commit due.
    bool afterStep(double t) noexcept;

private:
    std::size_t m_everySteps;
    double m_everyTime;
    std::size_t m_stepsSince = 0;
    std::optional<double> m_timeBefore; ///< simulated time at the last commit by it
};

/// A commit that failed and may be tried again: nothing of it is visible, and the steps are still in memory.
class CommitFailure : public Error
{
public:
    CommitFailure(const std::filesystem::path& path, WriterTrouble trouble, std::string reason)
        : Error(path, "cannot commit", std::move(reason))
        , m_trouble(trouble)
    {
    }

    /// NoSpace or WriteError.
    WriterTrouble trouble() const noexcept { return m_trouble; }

    /// What errno of a failed write means; `reason` where it says nothing.
    static CommitFailure of(const std::filesystem::path& path, int error, const std::string& reason);

private:
    WriterTrouble m_trouble;
};

/// Says when to try again what failed to be written. For room on the disk one can wait for ever, other errors
/// are tried again for WriterOptions::retryFor.
class RetryPolicy
{
public:
    using Clock = std::chrono::steady_clock;

    explicit RetryPolicy(const WriterOptions& options) noexcept
        : m_retryFor(options.retryFor)
    {
    }

    /// The moment of the next attempt; nothing: give up.
    std::optional<Clock::time_point> afterFailure(WriterTrouble trouble) noexcept;
    void afterSuccess() noexcept { m_failures = 0; }

private:
    std::chrono::milliseconds m_retryFor;
    unsigned m_failures = 0;
    Clock::time_point m_since{}; ///< the first of these failures
};

} // namespace h5pulse
