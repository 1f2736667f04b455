// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace h5pulse {

/// Starts a thread that receives no signals sent to the program; the program's own threads handle them.
/// Signals for the thread's own faults (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT) still go to the program's
/// handlers. Throws std::system_error if the system refuses a thread.
std::thread threadWithoutSignals(std::function<void()> work);

/// A thread that runs one task at a time beside the caller's.
class SideThread
{
public:
    SideThread();
    ~SideThread();
    SideThread(const SideThread&) = delete;
    SideThread& operator=(const SideThread&) = delete;

    /// Starts a task; wait() must have returned for the previous one.
    void begin(std::function<void()> work);
    /// Returns when the task is done, and throws what it threw. Does nothing without a task.
    void wait();

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::function<void()> m_work; ///< empty: no task
    std::exception_ptr m_failure;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace h5pulse
