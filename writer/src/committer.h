// SPDX-License-Identifier: MIT
#pragma once

#include "batch.h"
#include "commit_policy.h"
#include "run_output.h"

#include <h5pulse/writer_options.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <span>
#include <thread>

namespace h5pulse {

/// Decides when steps go from memory to the file, and who carries them.
///
/// Steps gather in one batch while another is written, by a thread of its own (background) or inside append()
/// (foreground). The thread wakes by the clock, so that append() need not call the system to be heard; it is
/// told only when a policy or a full batch makes a commit due. Errors stick: they are thrown by each later
/// call.
class Committer
{
public:
    Committer(RunOutput& output, std::span<const std::size_t> rowBytes, const WriterOptions& options);
    ~Committer();

    void append(double t, std::span<const StepValues> values);
    void commit();
    /// Commits what is left and ends the thread.
    void stop();

    std::size_t steps() const noexcept { return m_steps.load(std::memory_order_relaxed); }
    std::size_t committedSteps() const noexcept { return m_committed.load(std::memory_order_acquire); }

private:
    using Clock = std::chrono::steady_clock;

    void run();
    bool commitIsDue() const;
    void commitGathered(std::unique_lock<std::mutex>& lock);
    void beatWhenIdle(std::unique_lock<std::mutex>& lock);
    void throwFailure() const;

    RunOutput& m_output;
    const std::chrono::milliseconds m_interval;
    const bool m_background;
    CommitPolicy m_policy;

    std::mutex m_mutex;
    std::condition_variable m_work;  ///< for the thread: a commit is due, or it shall end
    std::condition_variable m_moved; ///< for callers: steps were committed, there is room, or it failed
    Batch m_gathering;
    Batch m_writing;
    bool m_requested = false;
    bool m_stopping = false;
    std::exception_ptr m_failure;
    Clock::time_point m_lastCommit = Clock::now();
    Clock::time_point m_lastSign = Clock::now();
    std::atomic<std::size_t> m_steps{0};
    std::atomic<std::size_t> m_committed{0};
    std::thread m_thread;
};

} // namespace h5pulse
