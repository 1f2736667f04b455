// SPDX-License-Identifier: MIT
// Late failures of the system: creation of threads, and errors of close(2).
#include "counted_run.h"
#include "refused_calls.h"
#include "wait_until.h"

#include <gmock/gmock.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>

namespace h5pulse::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// The signals that a writer's thread blocks: all signals for the program, but not those for faults of the
/// thread.
bool isOurs(int signal)
{
    for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS, SIGKILL, SIGSTOP}) {
        if (signal == fault) {
            return false;
        }
    }
    return true;
}

/// Number of threads of this process that block exactly the wanted signals. Ignores real-time signals.
std::size_t numberOfThreads(bool (*wanted)(int))
{
    std::size_t count = 0;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::ifstream status(task.path() / "status");
        std::string key;
        unsigned long long blocked = 0;
        while (status >> key && key != "SigBlk:") {
        }
        status >> std::hex >> blocked;
        bool same = true;
        for (int signal = 1; signal < 32; ++signal) {
            same = same && (blocked >> (signal - 1) & 1U) == (wanted(signal) ? 1U : 0U);
        }
        count += same ? 1 : 0;
    }
    return count;
}

class SystemRefusal : public CountedRun
{
protected:
    static bool blocks(int signal)
    {
        sigset_t blocked;
        pthread_sigmask(SIG_SETMASK, nullptr, &blocked);
        return sigismember(&blocked, signal) == 1;
    }
};

TEST_F(SystemRefusal, withoutAThreadCommitsRunInsideAppend)
{
    const ThreadsRefused none;
    Writer run = writer({.commitSteps = 10});
    EXPECT_GT(ThreadsRefused::refusals(), 0);
    EXPECT_FALSE(blocks(SIGINT) || blocks(SIGTERM)) << "the caller's signals stay blocked";
    append(run, 0, 100);
    EXPECT_EQ(run.committedSteps(), 100U);
    run.close();
    expectRun(100, RunState::Finished);
}

/// The second thread builds the overview of large commits. The writer works without it.
TEST_F(SystemRefusal, withoutASecondThreadTheOverviewIsMadeInTheFirst)
{
    const ThreadsRefused second(2);
    constexpr std::size_t steps = 100'000; // large enough that the writer would use a thread
    Writer run = writer({.commitInterval = {}});
    append(run, 0, steps);
    run.close();
    EXPECT_GT(ThreadsRefused::refusals(), 0);
    expectRun(steps, RunState::Finished);
    Reader reader(m_path);
    EXPECT_TRUE(reader.hasOverview("n"));
    EXPECT_EQ(reader.reduce("n", 0, 1, 0, steps, 10).maximum.back(), static_cast<double>(steps - 1));
}

TEST_F(SystemRefusal, whatCloseReportsIsReported)
{
    for (const int error : {EDQUOT, EIO}) {
        std::filesystem::remove(m_path);
        {
            Writer run = writer();
            append(run, 0, 100);
            run.commit();
            const CloseReports reports(m_path, error);
            EXPECT_THAT(messageOf([&] { run.close(); }),
                        AllOf(HasSubstr("run.h5"), HasSubstr(std::strerror(error)), HasSubstr("missing")));
        }
        Reader reader(m_path);
        EXPECT_EQ(reader.state(), RunState::Crashed) << "what may be missing is not called finished";
        EXPECT_EQ(reader.steps(), 100U);
        Writer::resume(m_path).close();
        expectRun(100, RunState::Finished);
    }
}

/// Writes beyond the end of the file fail, as with a used-up quota. Each attempt uses the same position.
TEST_F(SystemRefusal, aFileDoesNotGrowWhileItsWriterWaits)
{
    Writer run(m_path, {.fields = {{.name = "u", .shape = {1000}}}},
               {.commitInterval = {}, .whenFull = WhenFull::Throw});
    const std::vector<double> row(1000, 1.0);
    for (int k = 0; k < 100; ++k) {
        run.append(k, row);
    }
    run.commit();
    const auto before = std::filesystem::file_size(m_path);
    {
        const WritesRefused full(m_path, EDQUOT);
        for (int k = 100; k < 200; ++k) {
            run.append(k, row);
        }
        for (int attempts = 0; attempts < 40; ++attempts) {
            EXPECT_THAT(messageOf([&] { run.commit(); }), HasSubstr("quota"));
        }
    }
    EXPECT_LT(std::filesystem::file_size(m_path), before + (std::size_t{2} << 20));
    run.close();
    Reader reader(m_path);
    EXPECT_EQ(reader.steps(), 200U);
    EXPECT_EQ(reader.state(), RunState::Finished);
    std::vector<double> values(200'000);
    reader.readSteps("u", 0, 200, values);
    EXPECT_EQ(values, std::vector<double>(200'000, 1.0));
}

/// The writer's threads leave signals for faults to the handlers of the program.
TEST_F(SystemRefusal, faultsOfThreadsReachTheProgramsHandlers)
{
    const Writer run = writer();
    // A thread that has just started blocks all signals.
    EXPECT_TRUE(waitUntil([] { return numberOfThreads(isOurs) == 1; }, std::chrono::seconds(5)));
    EXPECT_EQ(numberOfThreads([](int) { return true; }), 0U);
}

} // namespace
} // namespace h5pulse::test
