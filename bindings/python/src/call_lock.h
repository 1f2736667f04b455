// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <mutex>
#include <thread>

namespace h5pulse::python {

/// Serialises the calls of one Writer or Reader. The GIL does so only between calls that keep it, and waiting
/// or reading calls release it.
class CallLock
{
public:
    CallLock() noexcept;

private:
    friend class CallTurn;
    std::timed_mutex m_mutex;
    std::atomic<std::thread::id> m_thread{}; ///< thread that holds the lock
    unsigned m_process;                      ///< number of forks between the first process and this one
};

/// Holds a CallLock. The GIL is held on return, and is released while waiting, so that Ctrl-C works. Throws
/// std::logic_error if this thread already holds the lock: a signal handler or an array's __array__ then
/// calls the object that has called it. In the child of a fork it does not wait.
class CallTurn
{
public:
    explicit CallTurn(CallLock& lock);
    ~CallTurn();
    CallTurn(const CallTurn&) = delete;
    CallTurn& operator=(const CallTurn&) = delete;

private:
    void wait();
    CallLock* m_lock;
};

} // namespace h5pulse::python
