// SPDX-License-Identifier: MIT
#include "call_lock.h"

#include <pybind11/pybind11.h>

#include <chrono>
#include <pthread.h>
#include <stdexcept>

namespace py = pybind11;

namespace h5pulse::python {

namespace {

constexpr std::chrono::milliseconds kLook{50}; ///< how often a waiting call looks for Ctrl-C

/// Counting forks is cheaper than a getpid() at each append.
std::atomic<unsigned> s_forks{0};

unsigned forks() noexcept
{
    return s_forks.load(std::memory_order_relaxed);
}

} // namespace

CallLock::CallLock() noexcept
    : m_process(forks())
{
    [[maybe_unused]] static const int counted =
        ::pthread_atfork(nullptr, nullptr, [] { s_forks.fetch_add(1, std::memory_order_relaxed); });
}

CallTurn::CallTurn(CallLock& lock)
    : m_lock(lock.m_process == forks() ? &lock : nullptr)
{
    if (!m_lock) {
        return;
    }
    if (m_lock->m_thread.load(std::memory_order_relaxed) == std::this_thread::get_id()) {
        throw std::logic_error("this thread is already inside another call of this object; a signal handler "
                               "or an __array__ method can only call its interrupt()");
    }
    if (!m_lock->m_mutex.try_lock()) {
        wait();
    }
    m_lock->m_thread.store(std::this_thread::get_id(), std::memory_order_relaxed);
}

void CallTurn::wait()
{
    for (;;) {
        {
            const py::gil_scoped_release others;
            if (m_lock->m_mutex.try_lock_for(kLook)) {
                return;
            }
        }
        if (PyErr_CheckSignals() != 0) {
            throw py::error_already_set();
        }
    }
}

CallTurn::~CallTurn()
{
    if (m_lock) {
        m_lock->m_thread.store(std::thread::id(), std::memory_order_relaxed);
        m_lock->m_mutex.unlock();
    }
}

} // namespace h5pulse::python
