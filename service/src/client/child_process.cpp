// SPDX-License-Identifier: MIT
#include "client/child_process.h"

#include "os/spawn.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <mutex>
#include <sys/socket.h>
#include <sys/wait.h>
#include <system_error>

namespace h5pulse {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{1}; // until a program that was asked to end is killed
constexpr int kBuffer = 1 << 20;             // bytes; less would cost a frame of 1 MB many turns

struct LeftBehind
{
    pid_t id;
    Clock::time_point since;
};

std::mutex leftBehindMutex;
std::vector<LeftBehind> leftBehind;

/// A stream between us and the program. Unlike a pipe it can be written to without SIGPIPE.
struct Stream
{
    Stream()
    {
        std::array<int, 2> ends{};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
            throw std::system_error(errno, std::generic_category(), "cannot make a connection to a program");
        }
        ours = Descriptor(ends[0]);
        theirs = Descriptor(ends[1]);
        ::fcntl(ours.get(), F_SETFL, O_NONBLOCK);
    }

    Descriptor ours;
    Descriptor theirs;
};

} // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& words, const std::vector<std::string>& environment)
{
    Stream input;
    Stream output;
    Stream errors;
    ::setsockopt(output.theirs.get(), SOL_SOCKET, SO_SNDBUF, &kBuffer,
                 sizeof kBuffer); // if the system permits it
    m_id = spawn(words, {input.theirs.get(), output.theirs.get(), errors.theirs.get()}, environment);
    m_input = std::move(input.ours);
    m_output = std::move(output.ours);
    m_errors = std::move(errors.ours);
}

ChildProcess::~ChildProcess()
{
    if (status()) {
        return;
    }
    ::kill(m_id, SIGTERM);
    ::kill(m_id, SIGCONT); // a stopped program does not see the first signal
    const std::lock_guard lock(leftBehindMutex);
    leftBehind.push_back({m_id, Clock::now()});
}

std::optional<int> ChildProcess::status()
{
    int status = 0;
    if (!m_status && ::waitpid(m_id, &status, WNOHANG) == m_id) {
        m_status = status;
    }
    return m_status;
}

bool ChildProcess::tendLeftBehind()
{
    const std::lock_guard lock(leftBehindMutex);
    std::erase_if(leftBehind, [](const LeftBehind& one) {
        const pid_t ended = ::waitpid(one.id, nullptr, WNOHANG);
        if (ended == 0 && Clock::now() - one.since > kPatience) {
            ::kill(one.id, SIGKILL);
        }
        return ended == one.id || (ended < 0 && errno == ECHILD);
    });
    return !leftBehind.empty();
}

} // namespace h5pulse
