// SPDX-License-Identifier: MIT
#include "watchdog.h"

#include "interrupt.h"
#include "standard_output.h"

#include <csignal>
#include <unistd.h>
#include <utility>

namespace h5pulse::cli {

namespace {

constexpr std::chrono::milliseconds kLook(100);
constexpr std::chrono::seconds kPatience(5);
/// Time for the program itself to react, which is better where it can.
constexpr std::chrono::milliseconds kGrace(300);

/// A caught signal, or one that is pending because the main thread is inside a call; 0: none.
int arrivedSignal()
{
    sigset_t waiting;
    ::sigpending(&waiting);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        if (sigismember(&waiting, signal) == 1) {
            return signal;
        }
    }
    return caughtSignal();
}

} // namespace

Watchdog::Watchdog(std::string file)
    : m_file(std::move(file))
{
    // Signals go to the main thread, whose system calls they interrupt.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    m_thread = std::thread([this] { look(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

Watchdog::~Watchdog()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void Watchdog::begin()
{
    const std::lock_guard lock(m_mutex);
    m_since = Clock::now();
}

void Watchdog::end()
{
    const std::lock_guard lock(m_mutex);
    m_since = Clock::time_point::max();
    if (std::exchange(m_said, false)) {
        complain(m_file + ": the file system answers again");
    }
}

void Watchdog::endAt(Clock::time_point moment, const std::string& sentence)
{
    const std::lock_guard lock(m_mutex);
    m_end = moment;
    m_sentence = sentence;
}

void Watchdog::look()
{
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, kLook, [this] { return m_stopping; })) {
        lookOnce(Clock::now());
    }
}

void Watchdog::lookOnce(Clock::time_point now)
{
    if (const int signal = arrivedSignal(); signal != 0) {
        m_signalled = std::min(m_signalled, now);
        if (now - m_signalled >= kGrace) {
            ::_exit(128 + signal);
        }
    }
    if (now > m_end && now - m_end >= kGrace) {
        complain(m_sentence);
        ::_exit(1);
    }
    if (now > m_since && now - m_since >= kPatience && !std::exchange(m_said, true)) {
        complain(m_file + ": the file system has not answered for " + std::to_string(kPatience.count()) +
                 " s; waiting");
    }
}

} // namespace h5pulse::cli
