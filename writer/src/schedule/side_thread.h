// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace h5pulse {

/// A thread that no signal for the program reaches: its handlers run in its own threads. What the thread
/// itself does wrong (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT) is for the program's handlers as ever. Throws
/// std::system_error where the system gives no thread.
std::thread threadWithoutSignals(std::function<void()> work);

/// A thread beside the caller's that does one thing at a time.
class SideThread
{
public:
    SideThread();
    ~SideThread();
    SideThread(const SideThread&) = delete;
    SideThread& operator=(const SideThread&) = delete;

    /// Begins the work; wait() must have returned for that before.
    void begin(std::function<void()> work);
    /// Returns when the work is done; throws what it threw. Does nothing when there is none.
    void wait();

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::function<void()> m_work; ///< none: there is nothing to do
    std::exception_ptr m_failure;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace h5pulse
