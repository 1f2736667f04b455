// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace h5pulse::cli {

/// Looks from outside at a program that asks a file system: a thread that waits for an answer can neither say
/// so nor end. While it lives, a caught signal (catchInterrupts) or the end of the program's time ends the
/// process, also from inside of a call that never returns.
///
/// Thread-safety: all calls from the one thread that is looked at.
class Watchdog
{
public:
    using Clock = std::chrono::steady_clock;

    /// @param file  named in what is said
    explicit Watchdog(std::string file);
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    /// Marks a time in which answers are awaited. When there is none for 5 s it says so, once, and when they
    /// come again.
    class Asking
    {
    public:
        explicit Asking(Watchdog& watchdog)
            : m_watchdog(watchdog)
        {
            m_watchdog.begin();
        }
        ~Asking() { m_watchdog.end(); }
        Asking(const Asking&) = delete;
        Asking& operator=(const Asking&) = delete;

    private:
        Watchdog& m_watchdog;
    };

    /// A time that ends with the program.
    void begin();

    /// A program that should have ended by then and has not ends with status 1 and this sentence.
    void endAt(Clock::time_point moment, const std::string& sentence);

private:
    void end();
    void look();
    void lookOnce(Clock::time_point now);

    const std::string m_file;
    std::mutex m_mutex; ///< guards all below but the thread
    std::condition_variable m_wake;
    bool m_stopping = false;
    Clock::time_point m_since = Clock::time_point::max(); ///< when the present question was asked
    bool m_said = false;
    Clock::time_point m_end = Clock::time_point::max();
    std::string m_sentence;
    Clock::time_point m_signalled = Clock::time_point::max();
    std::thread m_thread;
};

} // namespace h5pulse::cli
