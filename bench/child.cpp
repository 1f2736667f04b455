// SPDX-License-Identifier: MIT
#include "child.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bench {
namespace {

std::array<int, 2> makePipe()
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::system_error(errno, std::generic_category(), "pipe");
    }
    return ends;
}

} // namespace

Child::Child(const std::vector<std::string>& argv)
    : m_name(argv.front())
{
    std::signal(SIGPIPE, SIG_IGN); // a dead child is recognised by the end of its output
    const auto in = makePipe(), out = makePipe();
    std::vector<char*> arguments;
    for (const std::string& argument : argv) {
        arguments.push_back(const_cast<char*>(argument.c_str()));
    }
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    const int error = ::posix_spawnp(&m_pid, m_name.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    m_input = in[1];
    m_output = ::fdopen(out[0], "r");
    if (error != 0) {
        m_pid = -1;
        throw std::system_error(error, std::generic_category(), "cannot start " + m_name);
    }
}

Child::~Child()
{
    if (m_input >= 0) {
        ::close(m_input);
    }
    if (m_output != nullptr) {
        std::fclose(m_output);
    }
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
}

Child::Child(Child&& other) noexcept
    : m_name(std::move(other.m_name))
    , m_pid(std::exchange(other.m_pid, -1))
    , m_input(std::exchange(other.m_input, -1))
    , m_output(std::exchange(other.m_output, nullptr))
{
}

void Child::say(const std::string& line)
{
    const std::string text = line + "\n";
    if (::write(m_input, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
        throw std::runtime_error(m_name + " does not listen");
    }
}

std::string Child::hear()
{
    char* text = nullptr;
    std::size_t size = 0;
    const ssize_t length = ::getline(&text, &size, m_output);
    std::string line(text == nullptr || length < 0 ? "" : text);
    std::free(text);
    if (length < 0) {
        throw std::runtime_error(m_name + " ended without an answer");
    }
    if (line.ends_with('\n')) {
        line.pop_back();
    }
    return line;
}

std::vector<double> Child::hearNumbers()
{
    std::istringstream words(hear());
    std::vector<double> numbers;
    for (double number = 0.0; words >> number;) {
        numbers.push_back(number);
    }
    return numbers;
}

std::string Child::end()
{
    ::close(std::exchange(m_input, -1));
    std::string rest;
    std::array<char, 4096> block{};
    while (const std::size_t count = std::fread(block.data(), 1, block.size(), m_output)) {
        rest.append(block.data(), count);
    }
    int status = 0;
    ::waitpid(std::exchange(m_pid, -1), &status, 0);
    if (status != 0) {
        throw std::runtime_error(m_name + " failed");
    }
    return rest;
}

std::string helperProgram(const std::string& name)
{
    const std::filesystem::path path = std::filesystem::path(H5PULSE_BENCH_DIR) / name;
    return std::filesystem::exists(path) ? path.string() : "";
}

} // namespace bench
