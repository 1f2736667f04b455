// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <mutex>
#include <thread>

namespace h5pulse::python {

/// Makes the calls of one Writer or Reader take turns. Python's own lock does so only between calls that
/// keep it, and those that wait or read let it go.
class CallLock
{
public:
    CallLock() noexcept;

private:
    friend class CallTurn;
    std::timed_mutex m_mutex;
    std::atomic<std::thread::id> m_thread{}; ///< that has it
    unsigned m_process;                      ///< of how many forks this process is the child
};

/// Its holder's turn. The GIL is held, and is let go while others have theirs: then Ctrl-C works.
/// Throws std::logic_error where this thread has the turn already: a handler of a signal, or an array's
/// __array__, calls what has called it. In the child of a fork there is nothing to wait for.
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
