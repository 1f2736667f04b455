// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace h5pulse::cli {

/// Watches a program that waits for a file system, because a waiting thread can neither report that nor end.
/// While the object lives, a caught signal (catchInterrupts) or the program's timeout ends the process, even
/// inside a call that never returns.
///
/// Thread-safety: only the watched thread may call it.
class Watchdog
{
public:
    using Clock = std::chrono::steady_clock;

    /// @param file  named in messages
    explicit Watchdog(std::string file);
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    /// Marks a period in which the file system should answer. Reports once if it takes longer than 5 s, and
    /// again when it answers.
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

    /// Begins such a period that lasts until the program ends.
    void begin();

    /// If the program has not ended by this moment, it ends with status 1 and this sentence.
    void endAt(Clock::time_point moment, const std::string& sentence);

private:
    void end();
    void look();
    void lookOnce(Clock::time_point now);

    const std::string m_file;
    std::mutex m_mutex; ///< protects all members below except the thread
    std::condition_variable m_wake;
    bool m_stopping = false;
    Clock::time_point m_since = Clock::time_point::max(); ///< start of the current request
    bool m_said = false;
    Clock::time_point m_end = Clock::time_point::max();
    std::string m_sentence;
    Clock::time_point m_signalled = Clock::time_point::max();
    std::thread m_thread;
};

} // namespace h5pulse::cli
