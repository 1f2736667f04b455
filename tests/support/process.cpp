// SPDX-License-Identifier: MIT
#include "process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

extern char** environ; // NOLINT(readability-identifier-naming)

namespace h5pulse::test {

namespace {

struct Pipe
{
    int read = -1;
    int write = -1;

    Pipe()
    {
        std::array<int, 2> ends{};
        if (pipe2(ends.data(), O_CLOEXEC) != 0) {
            throw std::system_error(errno, std::generic_category(), "pipe2");
        }
        read = ends[0];
        write = ends[1];
    }
};

void closeOnce(int& descriptor) noexcept
{
    if (descriptor >= 0) {
        ::close(std::exchange(descriptor, -1));
    }
}

pid_t spawn(const std::vector<std::string>& argv, int in, int out, int err)
{
    std::vector<char*> pointers;
    for (const std::string& argument : argv) {
        pointers.push_back(const_cast<char*>(argument.c_str())); // posix_spawn does not write to them
    }
    pointers.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in, 0);
    posix_spawn_file_actions_adddup2(&actions, out, 1);
    posix_spawn_file_actions_adddup2(&actions, err, 2);

    // The program starts with a shell's signal settings, whatever the test has changed.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    for (int signal : {SIGPIPE, SIGINT, SIGTERM}) {
        sigaddset(&signals, signal);
    }
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

    pid_t pid = -1;
    const int error = posix_spawnp(&pid, pointers[0], &actions, &attributes, pointers.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        throw std::system_error(error, std::generic_category(), "cannot start " + argv[0]);
    }
    return pid;
}

void drain(int& descriptor, std::string& text)
{
    std::array<char, 65536> buffer;
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count > 0) {
        text.append(buffer.data(), static_cast<std::size_t>(count));
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
        closeOnce(descriptor);
    }
}

} // namespace

Process::Process(std::vector<std::string> argv)
{
    if (argv.empty()) {
        throw std::invalid_argument("no program to start");
    }
    ::signal(SIGPIPE, SIG_IGN); // writeLine to a program that has ended reports it instead
    m_name = argv[0];
    Pipe in, out, err;
    m_in = in.write;
    m_out = out.read;
    m_err = err.read;
    try {
        m_pid = spawn(argv, in.read, out.write, err.write);
    } catch (...) {
        for (int* end : {&in.read, &out.write, &err.write, &m_in, &m_out, &m_err}) {
            closeOnce(*end);
        }
        throw;
    }
    for (int* end : {&in.read, &out.write, &err.write}) {
        closeOnce(*end);
    }
    fcntl(m_out, F_SETFL, O_NONBLOCK);
    fcntl(m_err, F_SETFL, O_NONBLOCK);
}

Process::Process(Process&& other) noexcept
    : m_name(std::move(other.m_name))
    , m_pid(std::exchange(other.m_pid, -1))
    , m_status(other.m_status)
    , m_reaped(std::exchange(other.m_reaped, true))
    , m_in(std::exchange(other.m_in, -1))
    , m_out(std::exchange(other.m_out, -1))
    , m_err(std::exchange(other.m_err, -1))
    , m_outText(std::move(other.m_outText))
    , m_errText(std::move(other.m_errText))
    , m_lineStart(other.m_lineStart)
    , m_errorLineStart(other.m_errorLineStart)
{
}

Process::~Process()
{
    if (m_pid > 0 && !m_reaped) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    closeOnce(m_in);
    closeOnce(m_out);
    closeOnce(m_err);
}

bool Process::writeLine(std::string_view line)
{
    std::string text(line);
    text += '\n';
    std::string_view rest = text;
    while (!rest.empty()) {
        const ssize_t count = ::write(m_in, rest.data(), rest.size());
        if (count < 0 && errno != EINTR) {
            return false;
        }
        rest.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    return true;
}

void Process::closeInput()
{
    closeOnce(m_in);
}

void Process::closeOutput()
{
    closeOnce(m_out);
}

std::optional<std::string> Process::readLine(Deadline deadline)
{
    return takeLine(m_out, m_outText, m_lineStart, deadline);
}

std::optional<std::string> Process::readErrorLine(Deadline deadline)
{
    return takeLine(m_err, m_errText, m_errorLineStart, deadline);
}

std::optional<std::string> Process::takeLine(const int& end, const std::string& text, std::size_t& start,
                                             Deadline deadline)
{
    const Clock::time_point latest = Clock::now() + deadline;
    for (;;) {
        const std::size_t newline = text.find('\n', start);
        if (newline != std::string::npos) {
            std::string line = text.substr(start, newline - start);
            start = newline + 1;
            return line;
        }
        if (end < 0) { // the stream has ended
            if (start == text.size()) {
                return std::nullopt;
            }
            return text.substr(std::exchange(start, text.size()));
        }
        if (Clock::now() >= latest) {
            giveUp("said no further line");
        }
        pump(std::chrono::milliseconds(20));
    }
}

std::optional<std::string> Process::readUntil(std::string_view text, Deadline deadline)
{
    const Clock::time_point end = Clock::now() + deadline;
    for (;;) {
        const auto left = std::chrono::duration_cast<Deadline>(end - Clock::now());
        std::optional<std::string> line = readLine(std::max(left, Deadline(0)));
        if (!line || line->find(text) != std::string::npos) {
            return line;
        }
    }
}

void Process::listen(Deadline duration)
{
    const Clock::time_point end = Clock::now() + duration;
    while (Clock::now() < end && (m_out >= 0 || m_err >= 0)) {
        pump(std::chrono::ceil<Deadline>(end - Clock::now()));
    }
}

bool Process::isRunning()
{
    return !reap();
}

void Process::kill(int signal)
{
    if (!reap()) {
        ::kill(m_pid, signal);
    }
}

ProcessResult Process::wait(Deadline deadline)
{
    const Clock::time_point end = Clock::now() + deadline;
    while (!reap()) {
        if (Clock::now() >= end) {
            giveUp("did not end");
        }
        // Once it has closed its output it is about to end.
        pump(std::chrono::milliseconds(m_out < 0 && m_err < 0 ? 1 : 20));
    }
    // What is in the pipes now is all: a grandchild that holds them open is not waited for.
    for (std::size_t before = std::string::npos; before != m_outText.size() + m_errText.size();) {
        before = m_outText.size() + m_errText.size();
        pump(std::chrono::milliseconds(0));
    }
    const int status = WIFSIGNALED(m_status) ? 128 + WTERMSIG(m_status) : WEXITSTATUS(m_status);
    return {status, m_outText, m_errText};
}

void Process::pump(std::chrono::milliseconds patience)
{
    std::array<pollfd, 2> polled{{{m_out, POLLIN, 0}, {m_err, POLLIN, 0}}};
    if (::poll(polled.data(), polled.size(), static_cast<int>(patience.count())) <= 0) {
        return;
    }
    if (polled[0].revents != 0) {
        drain(m_out, m_outText);
    }
    if (polled[1].revents != 0) {
        drain(m_err, m_errText);
    }
}

bool Process::reap()
{
    if (!m_reaped && ::waitpid(m_pid, &m_status, WNOHANG) == m_pid) {
        m_reaped = true;
    }
    return m_reaped;
}

void Process::giveUp(std::string_view what)
{
    kill(SIGKILL);
    throw std::runtime_error(m_name + " " + std::string(what) + " before the deadline; it said:\n" +
                             m_outText + "\nand on standard error:\n" + m_errText);
}

ProcessResult run(std::vector<std::string> argv, Deadline deadline)
{
    Process process(std::move(argv));
    process.closeInput();
    return process.wait(deadline);
}

} // namespace h5pulse::test
