// SPDX-License-Identifier: MIT
#pragma once

#include "buffer/step_buffer.h"
#include "output/run_output.h"
#include "schedule/commit_policy.h"

#include <h5pulse/writer.h>
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

/// How often a wait checks whether it was interrupted.
inline constexpr std::chrono::milliseconds kInterruptCheck{50};

/// Decides when steps go from memory to the file, and which thread writes them.
///
/// Steps gather in a buffer while earlier ones are written, by a thread of the Committer (background) or
/// inside append() (foreground). append() takes no lock and makes no system call unless a policy or a full
/// batch makes a commit due, or the buffer is full. The thread checks the clock itself.
///
/// A commit takes all buffered steps, but at most half of the buffer, so that a simulation that is faster
/// than the disk soon finds room again. A temporary failure (a full disk) leaves its steps in the buffer;
/// they are tried again, fewer at a time if space is missing. A permanent failure is kept, and every later
/// call throws it.
class Committer
{
public:
    Committer(RunOutput& output, std::span<const std::size_t> rowBytes, const WriterOptions& options);
    ~Committer();

    /// Returns the buffer once it has room for at least one step. Throws CommitFailure or InterruptedError if
    /// it gets none.
    StepBuffer& awaitPlace();
    /// Takes this many steps that the caller has put into the buffer.
    void take(std::size_t count);
    /// Returns when all steps are committed, or throws.
    void commit();
    /// Commits the remaining steps and ends the thread. May be called again if it throws CommitFailure.
    void stop();
    /// Commits all steps and closes the file until there is more to write.
    void pause();
    /// Ends current and later waits for room or a working disk. May be called from any thread and from a
    /// signal handler.
    void interrupt() noexcept { m_interrupted.store(true, std::memory_order_relaxed); }
    /// Stops asking the host whether to wait, because the program ends.
    void forgetHost() noexcept { m_asksHost.store(false); }
    bool isInterrupted() const noexcept { return m_interrupted.load(std::memory_order_relaxed); }

    std::size_t steps() const noexcept { return m_buffer.end(); }
    /// Lower limit of the steps that can be appended without waiting; 0 if appending commits. For the
    /// appending thread.
    std::size_t room() { return m_background ? m_buffer.room() : 0; }
    std::size_t committedSteps() const noexcept { return m_committed.load(std::memory_order_acquire); }
    /// All statistics except steps and bytes. May be called from any thread.
    WriterStatistics statistics() const noexcept;

private:
    using Clock = std::chrono::steady_clock;
    using Lock = std::unique_lock<std::mutex>;

    void afterSteps(bool due);
    void run();
    Clock::time_point nextLook() const;
    bool commitIsDue() const;
    void attempt(Lock& lock);
    void noteSuccess(std::size_t committed, std::chrono::duration<double> took);
    void noteProblem(const CommitFailure& failure);
    void writeHeartbeatWhenIdle(Lock& lock);
    void makeRoom();
    template <typename Done>
    void commitHere(Lock& lock, const Done& done);
    void endThread();
    /// Whether callers get the failure instead of waiting until it ends.
    bool givesUpOnProblem() const
    {
        return m_writeProblem &&
               (isInterrupted() ||
                (m_writeProblem->writeProblem() == WriteProblem::NoSpace && m_whenFull == WhenFull::Throw));
    }
    bool shallWait(Lock& lock);
    void throwFailure() const;
    void startThread() noexcept;
    enum class Wait { Ended, GivenUp };
    [[noreturn]] void throwProblem(Wait wait) const;
    template <typename Done>
    Wait await(Lock& lock, const Done& done);

    RunOutput& m_output;
    const std::chrono::milliseconds m_interval;
    const WhenFull m_whenFull;
    bool (*const m_keepWaiting)();  ///< asks the host whether to wait; null: wait
    std::atomic<bool> m_background; ///< a thread commits
    CommitPolicy m_policy;
    RetryPolicy m_retry;

    StepBuffer m_buffer;
    const std::size_t m_maxSteps; ///< usual limit of steps per commit
    std::size_t m_maxStepsNow;    ///< current limit; lower on a full disk
    /// Number of steps at append()'s last request because of m_maxSteps.
    std::size_t m_lastAsked;

    std::mutex m_mutex;
    std::condition_variable m_work; ///< for the thread: a commit is due, or it must end
    std::condition_variable
        m_progressed;         ///< for callers: steps were committed, there is room, or a commit failed
    std::size_t m_wanted = 0; ///< number of steps requested to be committed now
    bool m_stopping = false;
    bool m_writing = false; ///< a thread uses the output, with the lock released
    std::atomic<bool> m_interrupted{false};
    std::atomic<bool> m_asksHost{true};
    std::exception_ptr m_failure;
    std::optional<CommitFailure> m_writeProblem;
    Clock::time_point m_retryAt{}; ///< time of the next attempt after a temporary failure
    std::size_t m_attempts = 0;    ///< number of completed attempts
    Clock::time_point m_lastCommit = Clock::now();
    Clock::time_point m_lastSign = Clock::now();
    std::atomic<std::size_t> m_committed;
    std::atomic<bool> m_failed{false}; ///< m_failure is set
    std::atomic<std::size_t> m_commits{0};
    std::atomic<std::size_t> m_waits{0};
    std::atomic<double> m_waitSeconds{0.0};
    std::atomic<double> m_longestCommit{0.0}; ///< in seconds
    std::thread m_thread;
};

} // namespace h5pulse
