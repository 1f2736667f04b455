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

/// Decides when steps go from memory to the file, and who carries them.
///
/// Steps gather in a buffer while earlier ones are written, by a thread of its own (background) or inside
/// append() (foreground). append() takes no lock and calls nothing of the system unless a policy or a full
/// batch makes a commit due, or there is no room; the thread looks at the clock by itself.
///
/// A commit takes what is there, but no more than half of the buffer at once: so that there is room
/// again soon, for a simulation that is faster than the disk. One that fails for a while (a full disk) is a
/// trouble: its steps stay in the buffer and are tried again, fewer at a time where there is no space. One
/// that fails for good is a failure, which sticks: it is thrown by each later call.
class Committer
{
public:
    Committer(RunOutput& output, std::span<const std::size_t> rowBytes, const WriterOptions& options);
    ~Committer();

    /// The buffer, with room for a step or more. Throws CommitFailure or InterruptedError where there is
    /// none.
    StepBuffer& awaitPlace();
    /// Takes so many steps, which were put into the buffer.
    void take(std::size_t count);
    /// Returns when all steps are committed, or throws.
    void commit();
    /// Commits what is left and ends the thread. Where it throws CommitFailure it may be called again.
    void stop();
    /// Commits all, and lets the output close its file in order until there is more to write.
    void pause();
    /// Ends the waits for room or for a disk that works, now and from now on. From any thread and any handler
    /// of a signal.
    void interrupt() noexcept { m_interrupted.store(true, std::memory_order_relaxed); }
    /// From now on the host is not asked whether to wait: the program ends.
    void forgetHost() noexcept { m_asksHost.store(false); }
    bool isInterrupted() const noexcept { return m_interrupted.load(std::memory_order_relaxed); }

    std::size_t steps() const noexcept { return m_buffer.end(); }
    /// Steps, or more, that can be appended without waiting; 0 where appending commits. For the appending
    /// thread.
    std::size_t room() { return m_background ? m_buffer.room() : 0; }
    std::size_t committedSteps() const noexcept { return m_committed.load(std::memory_order_acquire); }
    /// All but steps and bytes. From any thread.
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
    void noteTrouble(const CommitFailure& failure);
    void beatWhenIdle(Lock& lock);
    void makeRoom();
    template <typename Done>
    void commitHere(Lock& lock, const Done& done);
    void endThread();
    /// Whether callers shall hear of the trouble instead of waiting for its end.
    bool givesUpOnTrouble() const
    {
        return m_trouble && (isInterrupted() || (m_trouble->trouble() == WriterTrouble::NoSpace &&
                                                 m_whenFull == WhenFull::Throw));
    }
    bool shallWait(Lock& lock);
    void throwFailure() const;
    void startThread() noexcept;
    enum class Wait { Ended, GivenUp };
    [[noreturn]] void throwTrouble(Wait wait) const;
    template <typename Done>
    Wait await(Lock& lock, const Done& done);

    RunOutput& m_output;
    const std::chrono::milliseconds m_interval;
    const WhenFull m_whenFull;
    bool (*const m_keepWaiting)();  ///< asked by who waits; null: wait
    std::atomic<bool> m_background; ///< there is a thread that commits
    CommitPolicy m_policy;
    RetryPolicy m_retry;

    StepBuffer m_buffer;
    const std::size_t m_most; ///< steps that a commit takes at once, as a rule
    std::size_t m_mostNow;    ///< fewer on a full disk
    /// Number of steps when append() last asked for a commit because of it.
    std::size_t m_lastAsked;

    std::mutex m_mutex;
    std::condition_variable m_work;  ///< for the thread: a commit is due, or it shall end
    std::condition_variable m_moved; ///< for callers: steps were committed, there is room, or it failed
    std::size_t m_wanted = 0;        ///< steps that somebody wants to be committed now
    bool m_stopping = false;
    bool m_writing = false; ///< somebody uses the output, with the lock open
    std::atomic<bool> m_interrupted{false};
    std::atomic<bool> m_asksHost{true};
    std::exception_ptr m_failure;
    std::optional<CommitFailure> m_trouble;
    Clock::time_point m_retryAt{}; ///< while there is trouble
    std::size_t m_attempts = 0;    ///< that have ended
    Clock::time_point m_lastCommit = Clock::now();
    Clock::time_point m_lastSign = Clock::now();
    std::atomic<std::size_t> m_committed;
    std::atomic<bool> m_failed{false}; ///< there is m_failure
    std::atomic<std::size_t> m_commits{0};
    std::atomic<std::size_t> m_waits{0};
    std::atomic<double> m_waitSeconds{0.0};
    std::atomic<double> m_longestCommit{0.0}; ///< seconds
    std::thread m_thread;
};

} // namespace h5pulse
