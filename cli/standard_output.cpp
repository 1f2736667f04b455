// SPDX-License-Identifier: MIT
#include "standard_output.h"

#include "format.h"
#include "interrupt.h"
#include "os/descriptor.h"

#include <cerrno>
#include <csignal>
#include <string>
#include <system_error>
#include <unistd.h>

namespace h5pulse::cli {

void secureStandardStreams()
{
    std::signal(SIGPIPE, SIG_IGN); // write() then returns both as errors, which leaves time to clean up
    std::signal(SIGXFSZ, SIG_IGN);
    fillClosedStandardStreams();
}

void writeAll(int descriptor, std::string_view text, std::string_view name)
{
    while (!text.empty()) {
        throwIfInterrupted();
        const ssize_t count = ::write(descriptor, text.data(), text.size());
        if (count >= 0) {
            text.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno == EPIPE) {
            throw OutputClosed();
        } else if (errno == EAGAIN) {
            waitUntilWritable(descriptor); // another process that shares the pipe made it non-blocking
        } else if (errno != EINTR) {
            throw std::system_error(errno, std::generic_category(), "cannot write to " + std::string(name));
        }
    }
}

void say(std::string_view text)
{
    writeAll(STDOUT_FILENO, text, "standard output");
}

void complain(std::string_view sentence) noexcept
{
    try {
        writeAll(STDERR_FILENO, "h5pulse: " + escaped(sentence) + "\n", "standard error");
    } catch (...) { // NOLINT(bugprone-empty-catch): there is no other place to report it
    }
}

} // namespace h5pulse::cli
