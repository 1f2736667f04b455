// SPDX-License-Identifier: MIT
#include "remote.h"

#include "interrupt.h"
#include "os/descriptor.h"
#include "os/spawn.h"
#include "output_file.h"
#include "selection.h"
#include "standard_output.h"

#include <CLI/CLI.hpp>
#include <h5pulse/service/remote_command.h>
#include <h5pulse/shell_word.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace h5pulse::cli {

namespace {

/// For the shell there. "--" must not stand within options, and their values may begin with '-'.
std::string quoted(const std::string& text)
{
    const std::string word = shellWord(text);
    return word.starts_with("-- ") ? word.substr(std::strlen("-- ")) : word;
}

/// The arguments for the shell there. The output of export comes here.
std::string argumentsThere(const RunAddress& address, const CLI::App& command)
{
    std::string line = command.get_name();
    for (const CLI::Option* option : command.get_options()) {
        if (option->count() == 0 || option->get_positional()) {
            continue;
        }
        const std::vector<std::string>& names = option->get_lnames();
        const std::string name = names.empty() ? "-" + option->get_snames().front() : "--" + names.front();
        if (option->get_expected_max() == 0) {
            line += " " + name;
            continue;
        }
        for (const std::string& value : option->results()) {
            const bool isExport = command.get_name() == "export" && name == "--output";
            line += " " + name + "=" + quoted(isExport ? "-" : value);
        }
    }
    return line + " -- " + quoted(address.path);
}

pid_t startSsh(const std::vector<std::string>& words, int output)
{
    try {
        return spawn(words, {.output = output});
    } catch (const std::system_error& error) {
        throw std::runtime_error(error.what() +
                                 std::string("; install an ssh client, or name one with H5PULSE_SSH"));
    }
}

/// The exit status; 128 + the signal that ended it.
int statusOf(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Ends a program that is not needed any more.
void end(pid_t id)
{
    ::kill(id, SIGTERM);
    while (::waitpid(id, nullptr, 0) < 0 && errno == EINTR) {
    }
}

/// Waits for a program and returns its exit status. Ends it if a signal comes, or if nobody reads what it prints.
int waitFor(pid_t id)
{
    constexpr std::chrono::milliseconds kLook{20};
    int status = 0;
    try {
        for (;;) {
            const pid_t ended = ::waitpid(id, &status, WNOHANG);
            if (ended == id) {
                return statusOf(status);
            }
            if (ended < 0 && errno != EINTR) {
                throw std::system_error(errno, std::generic_category(), "cannot wait for ssh");
            }
            interruptibleSleep(kLook);
        }
    } catch (...) {
        end(id);
        throw;
    }
}

int explain(int status, const RunAddress& address)
{
    throwIfInterrupted();
    if (const std::string problem = sshProblem(status, address, "see what it said above"); !problem.empty()) {
        throw std::runtime_error(problem);
    }
    return status;
}

/// Waits a moment for bytes, and copies them. False: they have ended.
bool copySome(int from, OutputFile& to)
{
    constexpr int kLook = 100; // milliseconds
    pollfd wanted{from, POLLIN, 0};
    if (::poll(&wanted, 1, kLook) <= 0) {
        return true;
    }
    std::array<char, 1U << 16U> buffer;
    const ssize_t count = ::read(from, buffer.data(), buffer.size());
    if (count < 0 && errno != EINTR) {
        throw std::system_error(errno, std::generic_category(), "cannot read what ssh prints");
    }
    to.write({buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(0, count))});
    return count != 0;
}

/// Copies what a program prints into a file, which exists only if the program succeeds.
int intoFile(const std::vector<std::string>& words, const RunAddress& address, const std::string& path,
             bool force)
{
    OutputFile file(path, force);
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
    }
    Descriptor read(ends[0]);
    Descriptor write(ends[1]);
    const pid_t id = startSsh(words, write.get());
    write.reset();
    try {
        while (copySome(read.get(), file)) {
            throwIfInterrupted();
        }
    } catch (...) {
        end(id);
        throw;
    }
    const int status = explain(waitFor(id), address);
    if (status == 0) {
        file.commit();
    }
    return status;
}

} // namespace

RunAddress addressOf(const CLI::App& command)
{
    const auto options = command.get_options();
    const auto run = std::ranges::find_if(options, [](const CLI::Option* option) {
        return option->get_positional() && option->count() > 0; // FILE or FOLDER
    });
    if (run == options.end()) {
        return {};
    }
    std::string text = (*run)->results().front();
    if (command.get_name() == "list" && (text.ends_with(':') || text.ends_with("/~/"))) {
        text += '.'; // the home folder
    }
    try {
        return resolveAddress(text);
    } catch (const std::invalid_argument& error) {
        throw UsageError(error.what());
    }
}

int runThere(const RunAddress& address, const CLI::App& command)
{
    catchInterrupts();
    std::vector<std::string> words;
    try {
        words = sshCommand(address, argumentsThere(address, command));
    } catch (const std::invalid_argument& error) {
        throw UsageError(error.what());
    }
    if (command.get_name() == "export") {
        const std::string output = command.get_option("--output")->results().front();
        if (output != "-") {
            return intoFile(words, address, output, command.get_option("--force")->count() > 0);
        }
    }
    return explain(waitFor(startSsh(words, STDOUT_FILENO)), address);
}

} // namespace h5pulse::cli
