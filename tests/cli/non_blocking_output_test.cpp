// SPDX-License-Identifier: MIT
// A non-blocking standard output. Programs with event loops give one to their child processes.
#include "cli_test.h"
#include "wait_until.h"

#include <h5pulse/writer.h>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace h5pulse::test {

namespace {

class NonBlockingOutputTest : public CliTest
{
protected:
    NonBlockingOutputTest()
    {
        // The table of this run is far larger than a pipe.
        Writer writer(path("large.h5"), {.fields = {{.name = "u", .shape = {20}}}});
        const std::vector<double> values(20, 1.0 / 3);
        for (int k = 0; k < 2'000; ++k) {
            writer.append(k / 7.0, values);
        }
    }

    ~NonBlockingOutputTest() override
    {
        closePipe();
        if (m_child > 0) {
            ::kill(m_child, SIGKILL);
            static_cast<void>(exitStatus());
        }
    }

    std::vector<std::string> exportLarge() const { return {"export", path("large.h5").string(), "-o", "-"}; }

    /// Starts the program and waits until the pipe is full.
    void startUntilFull(std::vector<std::string> arguments)
    {
        std::array<int, 2> ends{};
        ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
        ASSERT_EQ(::fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
        m_pipe = ends[0];
        std::vector<std::string> command = commandLine(std::move(arguments));
        std::vector<char*> argv;
        for (std::string& argument : command) {
            argv.push_back(argument.data());
        }
        argv.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, path("err").c_str(),
                                         O_WRONLY | O_CREAT | O_TRUNC, 0600);
        ASSERT_EQ(::posix_spawnp(&m_child, argv[0], &actions, nullptr, argv.data(), environ), 0);
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        ASSERT_TRUE(waitUntil([&] {
            int waiting = 0;
            return ::ioctl(m_pipe, FIONREAD, &waiting) == 0 && waiting + 4096 > ::fcntl(m_pipe, F_GETPIPE_SZ);
        }));
    }

    /// Reads small pieces until the pipe ends or nothing more comes.
    std::string readAll() const
    {
        constexpr int kDeadline = 30'000; // ms
        std::string text;
        std::array<char, 1000> buffer{};
        pollfd polled{m_pipe, POLLIN, 0};
        for (ssize_t count = 1; count > 0 && ::poll(&polled, 1, kDeadline) > 0;) {
            count = ::read(m_pipe, buffer.data(), buffer.size());
            text.append(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        }
        return text;
    }

    void closePipe()
    {
        if (m_pipe >= 0) {
            ::close(std::exchange(m_pipe, -1));
        }
    }

    /// The exit status as a shell gives it; -1: the program does not end.
    int exitStatus()
    {
        int status = 0;
        if (!waitUntil([&] { return ::waitpid(m_child, &status, WNOHANG) == m_child; })) {
            return -1;
        }
        m_child = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

    pid_t m_child = -1;
    int m_pipe = -1; ///< the end for reading
};

TEST_F(NonBlockingOutputTest, IsWaitedFor)
{
    const std::string expected = h5pulse(exportLarge()).out;
    ASSERT_GT(expected.size(), std::size_t{500'000});
    startUntilFull(exportLarge());
    EXPECT_TRUE(readAll() == expected);
    EXPECT_EQ(exitStatus(), 0);
    EXPECT_EQ(read(path("err")), "");
}

TEST_F(NonBlockingOutputTest, EndsItWhenItIsClosed)
{
    startUntilFull(exportLarge());
    closePipe();
    EXPECT_EQ(exitStatus(), 0);
    EXPECT_EQ(read(path("err")), "");
}

TEST_F(NonBlockingOutputTest, IsWaitedForUntilASignal)
{
    startUntilFull(exportLarge());
    ASSERT_EQ(::kill(m_child, SIGINT), 0);
    EXPECT_EQ(exitStatus(), 128 + SIGINT);
    EXPECT_EQ(read(path("err")), "");
}

} // namespace

} // namespace h5pulse::test
