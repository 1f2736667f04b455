// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace h5pulse::test {

using Deadline = std::chrono::milliseconds;

/// How a program ended.
struct ProcessResult
{
    int status = -1; ///< exit status; 128 + number for a signal, as shells do
    std::string out{};
    std::string err{};
};

/// A program that runs beside the test, connected by pipes. argv[0] is looked up on PATH; for another folder
/// or environment start it through `env`. Whatever still runs at destruction is killed.
///
/// Waiting beyond a deadline kills the program and throws std::runtime_error with all that it said, which
/// GoogleTest reports as a failure. Thread-safety: one thread at a time.
class Process
{
public:
    explicit Process(std::vector<std::string> argv);
    ~Process();
    Process(Process&& other) noexcept;
    Process& operator=(Process&&) = delete;

    pid_t id() const noexcept { return m_pid; }

    /// Sends a line to the program's standard input; a newline is added. False: it has closed its input.
    bool writeLine(std::string_view line);
    void closeInput();
    /// From now on the program has nobody to write to: its next output meets EPIPE.
    void closeOutput();

    /// The next line of standard output, without the newline. Nothing: the output has ended.
    std::optional<std::string> readLine(Deadline deadline = std::chrono::seconds(30));
    /// The same of standard error.
    std::optional<std::string> readErrorLine(Deadline deadline = std::chrono::seconds(30));
    /// Reads lines up to the first that contains the text, and returns it. Nothing: the output has ended.
    std::optional<std::string> readUntil(std::string_view text, Deadline deadline = std::chrono::seconds(30));

    /// Takes in what the program says for so long, or until it ends; the lines are given as ever.
    void listen(Deadline duration);

    bool isRunning();
    void kill(int signal);

    /// Waits for the end. `out` is the whole standard output, also what was read by lines before.
    ProcessResult wait(Deadline deadline = std::chrono::seconds(30));

private:
    using Clock = std::chrono::steady_clock;

    std::optional<std::string> takeLine(const int& end, const std::string& text, std::size_t& start,
                                        Deadline deadline);
    void pump(std::chrono::milliseconds patience);
    bool reap();
    [[noreturn]] void giveUp(std::string_view what);

    std::string m_name;
    pid_t m_pid = -1;
    int m_status = 0;
    bool m_reaped = false;
    int m_in = -1, m_out = -1, m_err = -1;
    std::string m_outText, m_errText;
    std::size_t m_lineStart = 0;      ///< in m_outText: what readLine has not given yet
    std::size_t m_errorLineStart = 0; ///< the same in m_errText
};

/// Runs a program to its end, with empty standard input.
ProcessResult run(std::vector<std::string> argv, Deadline deadline = std::chrono::seconds(30));

} // namespace h5pulse::test
