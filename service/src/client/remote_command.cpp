// SPDX-License-Identifier: MIT
#include <h5pulse/service/remote_command.h>

#include <h5pulse/version.h>

#include <cstdlib>
#include <stdexcept>
#include <wordexp.h>

namespace h5pulse {

namespace {

// Exit statuses of shells.
constexpr int kNotFound = 127;
constexpr int kNotExecutable = 126;

std::string fromEnvironment(const char* name, const char* otherwise)
{
    const char* value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): nobody changes it
    return value && *value != '\0' ? value : otherwise;
}

/// The words of a command line, with quotes as in a shell.
std::vector<std::string> wordsOf(const std::string& line)
{
    wordexp_t words{};
    if (::wordexp(line.c_str(), &words, WRDE_NOCMD) != 0 || words.we_wordc == 0) {
        throw std::invalid_argument("H5PULSE_SSH='" + line + "' is not a program with arguments");
    }
    std::vector<std::string> result(words.we_wordv, words.we_wordv + words.we_wordc);
    ::wordfree(&words);
    return result;
}

std::string commandThere()
{
    return fromEnvironment("H5PULSE_REMOTE_COMMAND", "h5pulse");
}

} // namespace

std::vector<std::string> sshCommand(const RunAddress& address, const std::string& arguments)
{
    std::vector<std::string> words = wordsOf(fromEnvironment("H5PULSE_SSH", "ssh"));
    if (address.port) {
        words.insert(words.end(), {"-p", std::to_string(*address.port)});
    }
    words.insert(words.end(), {address.host, commandThere() + " " + arguments});
    return words;
}

std::string sshProblem(int exitStatus, const RunAddress& address, const std::string& said)
{
    if (exitStatus == kSshFailed) {
        return "cannot reach '" + address.host + "', or the connection broke: " + said;
    }
    if (exitStatus == kNotFound || exitStatus == kNotExecutable) {
        return "there is no '" + commandThere() + "' on '" + address.host +
               "'; install h5pulse " H5PULSE_VERSION
               " there, or say how to start it: H5PULSE_REMOTE_COMMAND=/path/to/h5pulse, or "
               "H5PULSE_REMOTE_COMMAND='module load h5pulse; h5pulse'";
    }
    return {};
}

} // namespace h5pulse
