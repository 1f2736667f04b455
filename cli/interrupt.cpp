// SPDX-License-Identifier: MIT
#include "interrupt.h"

#include "os/duration.h"
#include "standard_output.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <fcntl.h>
#include <limits>
#include <poll.h>
#include <system_error>
#include <unistd.h>

namespace h5pulse::cli {

namespace {

std::atomic<int> noted = 0;
static_assert(std::atomic<int>::is_always_lock_free, "signal handlers may use nothing else");
/// The handler writes to this pipe, so that a signal between checking the flag and sleeping ends the sleep
/// too.
std::array<int, 2> wakePipe{-1, -1};

extern "C" void noteSignal(int signal)
{
    const int saved = errno;
    noted = signal;
    [[maybe_unused]] const ssize_t count = ::write(wakePipe[1], "", 1);
    errno = saved;
}

} // namespace

void catchInterrupts()
{
    if (wakePipe[0] < 0 && pipe2(wakePipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
        throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
    }
    struct sigaction action = {};
    action.sa_handler = noteSignal; // without SA_RESTART, so that a blocked write returns
    sigemptyset(&action.sa_mask);
    for (int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before = {};
        sigaction(signal, nullptr, &before);
        if (before.sa_handler != SIG_IGN) { // ignored under nohup, or in a shell's background job
            sigaction(signal, &action, nullptr);
        }
    }
}

int caughtSignal() noexcept
{
    return noted;
}

void throwIfInterrupted()
{
    if (const int signal = caughtSignal(); signal != 0) {
        throw Interrupted(signal);
    }
}

void interruptibleSleep(std::chrono::duration<double> time)
{
    using Clock = std::chrono::steady_clock;
    const Clock::time_point end = Clock::now() + clampedDuration(time);
    for (;;) {
        throwIfInterrupted();
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
        if (left.count() <= 0) {
            return;
        }
        // No events are requested for standard output, so it reports only that the other end was closed.
        std::array<pollfd, 2> polled{{{wakePipe[0], POLLIN, 0}, {STDOUT_FILENO, 0, 0}}};
        const auto wait = std::min<std::int64_t>(left.count(), std::numeric_limits<int>::max());
        if (::poll(polled.data(), polled.size(), static_cast<int>(wait)) > 0 &&
            (polled[1].revents & (POLLERR | POLLHUP)) != 0) {
            throw OutputClosed();
        }
    }
}

void waitUntilWritable(int descriptor)
{
    std::array<pollfd, 2> polled{{{wakePipe[0], POLLIN, 0}, {descriptor, POLLOUT, 0}}};
    while (::poll(polled.data(), polled.size(), -1) < 0 && errno == EINTR) {
        throwIfInterrupted();
    }
    throwIfInterrupted();
}

} // namespace h5pulse::cli
