// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <string_view>

namespace h5pulse::cli {

/// The reader of our output closed it (EPIPE): the program ends without a message.
class OutputClosed : public std::exception
{
public:
    const char* what() const noexcept override { return "the reader of the output closed it"; }
};

/// A signal asked the program to end; the exit status is 128 + the signal.
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

/// Ignores SIGPIPE and SIGXFSZ, and opens descriptors 0 to 2 if they are closed: otherwise an opened run
/// could become standard output, and messages would be written into it.
void secureStandardStreams();

/// Writes all of the text at once, so that a pipe passes each line on immediately.
/// Throws OutputClosed, Interrupted, or std::system_error that names the output.
void writeAll(int descriptor, std::string_view text, std::string_view name);

/// writeAll() to standard output.
void say(std::string_view text);

/// Prints "h5pulse: " and one sentence to standard error, escaped for terminals.
void complain(std::string_view sentence) noexcept;

} // namespace h5pulse::cli
