// SPDX-License-Identifier: MIT
// A program without standard streams. Nothing that it prints may get into the run's file.
#include "counted_run.h"
#include "killed_child.h"
#include "process.h"

#include <h5pulse/recover.h>
#include <h5pulse/repack.h>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace h5pulse::test {
namespace {

class Streams : public CountedRun
{
protected:
    /// Whether the file descriptors 0, 1 and 2 are closed in this process.
    static bool areFree()
    {
        for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
            if (::fcntl(number, F_GETFD) >= 0) {
                return false;
            }
        }
        return true;
    }

    /// Runs a function in a child without standard streams. Returns its exit status.
    template <typename Action>
    static int withoutStreams(const Action& action)
    {
        const pid_t child = ::fork();
        if (child == 0) {
            for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
                ::close(number);
            }
            int status = 1;
            try {
                status = action() ? 0 : 2;
            } catch (...) {
            }
            ::_exit(status);
        }
        int status = -1;
        EXPECT_EQ(::waitpid(child, &status, 0), child);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
};

TEST_F(Streams, whatIsPrintedToClosedOnesGoesNowhere)
{
    for (const char* closed : {"2>&-", ">&-", "<&-", "2>&- >&-", ">&- <&- 2>&-"}) {
        std::filesystem::remove(m_path);
        const ProcessResult result =
            run({"sh", "-c", std::string(LIFE_PROGRAM) + " log " + m_path.string() + " " + closed});
        EXPECT_EQ(result.status, 0) << closed;
        expectRun(500, RunState::Finished);
    }
}

TEST_F(Streams, noNumberOfThemIsOurs)
{
    EXPECT_EQ(withoutStreams([&] {
                  Writer writer(m_path, m_run, {.syncInterval = std::chrono::milliseconds(0)});
                  append(writer, 0, 10);
                  writer.commit();
                  Reader reader(m_path);
                  const bool free = areFree() && reader.refresh() == Refresh::Unchanged && areFree();
                  writer.close();
                  return free;
              }),
              0);
    expectRun(10, RunState::Finished);
    EXPECT_EQ(withoutStreams([&] {
                  bool free = true;
                  RepackOptions options;
                  options.progress = [&](auto, auto) { return free = free && areFree(), true; };
                  repack(m_path, options);
                  Writer writer = Writer::resume(m_path);
                  append(writer, 10, 20);
                  return free && areFree();
              }),
              0);
    expectRun(20, RunState::Finished);
}

TEST_F(Streams, norIsOneOfRecovery)
{
    inKilledChild([&] {
        Writer writer(m_path, m_run);
        append(writer, 0, 10);
        writer.commit();
        die();
    });
    EXPECT_EQ(withoutStreams([&] {
                  bool free = true;
                  RecoverOptions options{.backup = true};
                  options.progress = [&](auto, auto) { return free = free && areFree(), true; };
                  return recover(m_path, options).neededRepair && free && areFree();
              }),
              0);
    EXPECT_EQ(RawFile(m_path).doubles("n"), counted(10));
}

} // namespace
} // namespace h5pulse::test
