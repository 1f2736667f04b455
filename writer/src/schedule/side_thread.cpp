// SPDX-License-Identifier: MIT
#include "schedule/side_thread.h"

#include <csignal>
#include <utility>

namespace h5pulse {

namespace {

/// Blocks signals to the program in this thread, and so in threads that it starts, while this object lives.
class SignalsBlocked
{
public:
    SignalsBlocked() noexcept
    {
        sigset_t signals;
        sigfillset(&signals);
        // Signals for the thread's own faults belong to the program's handler, and kill at once if blocked.
        for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS}) {
            sigdelset(&signals, signal);
        }
        pthread_sigmask(SIG_BLOCK, &signals, &m_before);
    }
    ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &m_before, nullptr); }
    SignalsBlocked(const SignalsBlocked&) = delete;
    SignalsBlocked& operator=(const SignalsBlocked&) = delete;

private:
    sigset_t m_before{};
};

} // namespace

std::thread threadWithoutSignals(std::function<void()> work)
{
    const SignalsBlocked blocked;
    return std::thread(std::move(work));
}

SideThread::SideThread()
    : m_thread(threadWithoutSignals([this] { run(); }))
{
}

SideThread::~SideThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void SideThread::begin(std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_work = std::move(work);
    }
    m_changed.notify_all();
}

void SideThread::wait()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_work; });
    if (m_failure) {
        std::rethrow_exception(std::exchange(m_failure, nullptr));
    }
}

void SideThread::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_ending || m_work; });
        if (!m_work) {
            return;
        }
        lock.unlock();
        std::exception_ptr failure;
        try {
            m_work();
        } catch (...) {
            failure = std::current_exception();
        }
        lock.lock();
        m_failure = failure;
        m_work = nullptr;
        m_changed.notify_all();
    }
}

} // namespace h5pulse
