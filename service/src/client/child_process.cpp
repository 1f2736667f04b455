// SPDX-License-Identifier: MIT
#include "client/child_process.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <mutex>
#include <spawn.h>
#include <string_view>
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

std::vector<char*> pointersTo(std::vector<std::string>& words)
{
    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

std::vector<std::string> environmentWith(const std::vector<std::string>& added)
{
    std::vector<std::string> all = added;
    const auto isReplaced = [&](std::string_view variable) {
        const std::string_view name = variable.substr(0, variable.find('=') + 1);
        for (const std::string& one : added) {
            if (one.starts_with(name)) {
                return true;
            }
        }
        return false;
    };
    for (char** variable = environ; *variable; ++variable) {
        if (!isReplaced(*variable)) {
            all.emplace_back(*variable);
        }
    }
    return all;
}

/// What a program gets as its standard streams, and default actions for signals that programs like ours ignore or block.
class SpawnSettings
{
public:
    SpawnSettings(int input, int output, int errors)
    {
        ::posix_spawn_file_actions_init(&m_actions);
        ::posix_spawn_file_actions_adddup2(&m_actions, input, STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&m_actions, output, STDOUT_FILENO);
        ::posix_spawn_file_actions_adddup2(&m_actions, errors, STDERR_FILENO);
        ::posix_spawnattr_init(&m_attributes);
        sigset_t none{};
        ::sigemptyset(&none);
        ::posix_spawnattr_setsigmask(&m_attributes, &none);
        sigset_t defaults{};
        ::sigemptyset(&defaults);
        for (const int signal : {SIGPIPE, SIGXFSZ, SIGTERM, SIGINT, SIGHUP}) {
            ::sigaddset(&defaults, signal);
        }
        ::posix_spawnattr_setsigdefault(&m_attributes, &defaults);
        ::posix_spawnattr_setflags(&m_attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~SpawnSettings()
    {
        ::posix_spawnattr_destroy(&m_attributes);
        ::posix_spawn_file_actions_destroy(&m_actions);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;

    const posix_spawn_file_actions_t* actions() const { return &m_actions; }
    const posix_spawnattr_t* attributes() const { return &m_attributes; }

private:
    posix_spawn_file_actions_t m_actions{};
    posix_spawnattr_t m_attributes{};
};

} // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& words, const std::vector<std::string>& environment)
{
    Stream input;
    Stream output;
    Stream errors;
    ::setsockopt(output.theirs.get(), SOL_SOCKET, SO_SNDBUF, &kBuffer,
                 sizeof kBuffer); // if the system permits it
    const SpawnSettings settings(input.theirs.get(), output.theirs.get(), errors.theirs.get());
    std::vector<std::string> arguments = words;
    std::vector<std::string> variables = environmentWith(environment);
    const int error = ::posix_spawnp(&m_id, words.front().c_str(), settings.actions(), settings.attributes(),
                                     pointersTo(arguments).data(), pointersTo(variables).data());
    if (error != 0) {
        throw std::system_error(error, std::generic_category(), "cannot start '" + words.front() + "'");
    }
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
