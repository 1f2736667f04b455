// SPDX-License-Identifier: MIT
#pragma once

#include "batch.h"
#include "commit_policy.h"
#include "retry_policy.h"
#include "run_output.h"

#include <h5pulse/writer_options.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <span>
#include <thread>

namespace h5pulse {

/// Decides when steps go from memory to the file, and who carries them.
///
/// Steps gather in one batch while another is written, by a thread of its own (background) or inside append()
/// (foreground). The thread wakes by the clock, so that append() need not call the system to be heard; it is
/// told only when a policy or a full batch makes a commit due.
///
/// A commit that fails for a while (a full disk) is a trouble: its steps stay in their batch and are tried
/// again. One that fails for good is a failure, which sticks: it is thrown by each later call.
class Committer
{
public:
    Committer(RunOutput& output, std::span<const std::size_t> rowBytes, const WriterOptions& options);
    ~Committer();

    void append(double t, std::span<const StepValues> values);
    /// Returns when all steps are committed, or throws.
    void commit();
    /// Commits what is left and ends the thread. Where it throws CommitFailure it may be called again.
    void stop();

    std::size_t steps() const noexcept { return m_steps.load(std::memory_order_relaxed); }
    std::size_t committedSteps() const noexcept { return m_committed.load(std::memory_order_acquire); }

private:
    using Clock = std::chrono::steady_clock;
    using Lock = std::unique_lock<std::mutex>;

    void run();
    Clock::time_point nextLook() const;
    bool commitIsDue() const;
    void attempt(Lock& lock);
    void noteTrouble(const CommitFailure& failure);
    void beatWhenIdle(Lock& lock);
    void makeRoom(Lock& lock);
    void commitHere(Lock& lock);
    void endThread();
    /// Whether callers shall hear of the trouble instead of waiting for its end.
    bool givesUpOnTrouble() const
    {
        return m_trouble && m_trouble->trouble() == WriterTrouble::NoSpace && m_whenFull == WhenFull::Throw;
    }
    void throwFailure() const;

    RunOutput& m_output;
    const std::chrono::milliseconds m_interval;
    const WhenFull m_whenFull;
    const bool m_background;
    CommitPolicy m_policy;
    RetryPolicy m_retry;

    std::mutex m_mutex;
    std::condition_variable m_work;  ///< for the thread: a commit is due, or it shall end
    std::condition_variable m_moved; ///< for callers: steps were committed, there is room, or it failed
    Batch m_gathering;
    Batch m_writing; ///< in the background alone; not empty: being written, or to be tried again
    bool m_requested = false;
    bool m_stopping = false;
    std::exception_ptr m_failure;
    std::optional<CommitFailure> m_trouble;
    Clock::time_point m_retryAt{}; ///< while there is trouble
    std::size_t m_attempts = 0;    ///< that have ended
    Clock::time_point m_lastCommit = Clock::now();
    Clock::time_point m_lastSign = Clock::now();
    std::atomic<std::size_t> m_steps;
    std::atomic<std::size_t> m_committed;
    std::thread m_thread;
};

} // namespace h5pulse
