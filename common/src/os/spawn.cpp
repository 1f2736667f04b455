// SPDX-License-Identifier: MIT
#include "os/spawn.h"

#include <csignal>
#include <spawn.h>
#include <string_view>
#include <system_error>

namespace h5pulse {

namespace {

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

class SpawnSettings
{
public:
    explicit SpawnSettings(const StandardStreams& streams)
    {
        ::posix_spawn_file_actions_init(&m_actions);
        ::posix_spawn_file_actions_adddup2(&m_actions, streams.input, STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&m_actions, streams.output, STDOUT_FILENO);
        ::posix_spawn_file_actions_adddup2(&m_actions, streams.errors, STDERR_FILENO);
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

pid_t spawn(const std::vector<std::string>& words, const StandardStreams& streams,
            const std::vector<std::string>& environment)
{
    const SpawnSettings settings(streams);
    std::vector<std::string> arguments = words;
    std::vector<std::string> variables = environmentWith(environment);
    pid_t id = -1;
    const int error = ::posix_spawnp(&id, words.front().c_str(), settings.actions(), settings.attributes(),
                                     pointersTo(arguments).data(), pointersTo(variables).data());
    if (error != 0) {
        throw std::system_error(error, std::generic_category(), "cannot start '" + words.front() + "'");
    }
    return id;
}

} // namespace h5pulse
