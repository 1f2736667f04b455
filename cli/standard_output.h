// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <string_view>

namespace h5pulse::cli {

/// Whoever read our output has gone (EPIPE): the program ends without a word.
class OutputClosed : public std::exception
{
public:
    const char* what() const noexcept override { return "nobody reads the output any more"; }
};

/// A signal that asks the program to end arrived; its status is 128 + the signal.
class Interrupted : public std::exception
{
public:
    explicit Interrupted(int signal) noexcept
        : m_signal(signal)
    {
    }
    const char* what() const noexcept override { return "interrupted"; }
    int signal() const noexcept { return m_signal; }

private:
    int m_signal;
};

/// Ignores SIGPIPE and SIGXFSZ, and fills descriptors 0 to 2 where they came closed: else a run that is
/// opened would become standard output, and messages would be written into it.
void secureStandardStreams();

/// Writes all of the text at once, so that each line goes through a pipe when it is said.
/// Throws OutputClosed, Interrupted, or std::system_error that names the output.
void writeAll(int descriptor, std::string_view text, std::string_view name);

/// writeAll() to standard output.
void say(std::string_view text);

/// One sentence on standard error, after "h5pulse: ". Made safe for terminals.
void complain(std::string_view sentence) noexcept;

} // namespace h5pulse::cli
