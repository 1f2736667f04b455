// SPDX-License-Identifier: MIT
// Ends that fail, ends from another thread, and moved writers.
#include "counted_run.h"
#include "file_size_limit.h"
#include "wait_until.h"

#include <gmock/gmock.h>

#include <csignal>
#include <functional>
#include <stdexcept>
#include <thread>

namespace h5pulse::test {
namespace {

using testing::HasSubstr;

constexpr rlim_t kLimit = rlim_t{2} << 20; // bytes per file

class Ending : public CountedRun, public testing::WithParamInterface<bool>
{
protected:
    Writer smallWriter(WhenFull whenFull) const
    {
        return Writer(m_path, {.fields = {{.name = "n"}, {.name = "u", .shape = {100}}}},
                      {.commitInterval = std::chrono::milliseconds(1),
                       .background = GetParam(),
                       .bufferBytes = 20'000,
                       .whenFull = whenFull});
    }

    static void appendOne(Writer& writer)
    {
        const auto k = static_cast<double>(writer.steps());
        writer.append(k, k, std::vector<double>(100, k));
    }

    /// Appends until a step is refused. Returns the message.
    template <typename E = Error>
    static std::string fill(Writer& writer)
    {
        return messageOf<E>([&] {
            for (int i = 0; i < 100'000; ++i) {
                appendOne(writer);
            }
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Threads, Ending, testing::Bool(),
                         [](const auto& param) { return param.param ? "background" : "foreground"; });

TEST_P(Ending, aRunThatFailedOnAFullDiskStaysFailed)
{
    std::size_t steps = 0;
    {
        Writer run = smallWriter(WhenFull::Throw);
        {
            const FileSizeLimit limit(kLimit);
            fill(run);
            EXPECT_THROW(run.fail("diverged"), Error);
            steps = run.steps();
        }
    } // the destructor has space again
    Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Failed);
    EXPECT_EQ(reader.writerStatus().reason, "diverged");
    EXPECT_EQ(reader.steps(), steps);
}

TEST_P(Ending, aCloseThatFailedCanBeTriedAgainAfterMoreSteps)
{
    Writer run = smallWriter(WhenFull::Throw);
    {
        const FileSizeLimit limit(kLimit);
        fill(run);
        EXPECT_THROW(run.close(), Error);
        EXPECT_THROW(run.close(), Error);
    }
    run.commit();
    appendOne(run);
    run.close();
    EXPECT_EQ(Reader(m_path).steps(), run.steps());
    EXPECT_EQ(Reader(m_path).state(), RunState::Finished);
}

/// A thread calls interrupt(), as a signal handler would, while append() waits for space on a full disk.
TEST_P(Ending, interruptEndsTheWaitForRoom)
{
    Writer run = smallWriter(WhenFull::Wait);
    std::size_t taken = 0;
    {
        const FileSizeLimit limit(kLimit);
        std::thread user([&] {
            EXPECT_TRUE(waitUntil(
                [&] { return Reader(m_path).writerStatus().writeProblem == WriteProblem::NoSpace; }));
            run.interrupt();
        });
        EXPECT_THAT(fill<InterruptedError>(run), HasSubstr("interrupt() has ended the wait"));
        user.join();
        taken = run.steps();
        EXPECT_THROW(run.close(), InterruptedError);
    }
    run.close(); // there is space again
    EXPECT_EQ(Reader(m_path).steps(), taken);
    EXPECT_EQ(Reader(m_path).state(), RunState::Finished);
}

Writer* recording = nullptr;

TEST_P(Ending, interruptIsForHandlersOfSignals)
{
    Writer run = smallWriter(WhenFull::Wait);
    recording = &run;
    std::signal(SIGUSR1, [](int) { recording->interrupt(); });
    const FileSizeLimit limit(kLimit);
    const pthread_t simulation = ::pthread_self();
    std::thread user([&] {
        EXPECT_TRUE(
            waitUntil([&] { return Reader(m_path).writerStatus().writeProblem == WriteProblem::NoSpace; }));
        ::pthread_kill(simulation, SIGUSR1);
    });
    EXPECT_NE(fill<InterruptedError>(run), "nothing was thrown");
    user.join();
    std::signal(SIGUSR1, SIG_DFL);
}

TEST_P(Ending, aWriterThatWasMovedFromSaysSo)
{
    Writer run = smallWriter(WhenFull::Wait);
    appendOne(run);
    Writer other = std::move(run);
    // NOLINTBEGIN(bugprone-use-after-move): what is tested
    for (const std::function<void()>& call : std::initializer_list<std::function<void()>>{
             [&] { appendOne(run); }, [&] { run.commit(); }, [&] { run.close(); }, [&] { run.fail("x"); }}) {
        EXPECT_THAT(messageOf<std::logic_error>(call), HasSubstr("moved from"));
    }
    EXPECT_EQ(run.steps(), 0U);
    EXPECT_EQ(run.committedSteps(), 0U);
    EXPECT_EQ(run.syncedSteps(), 0U);
    EXPECT_EQ(run.statistics().commits, 0U);
    EXPECT_TRUE(run.path().empty());
    run.interrupt();
    // NOLINTEND(bugprone-use-after-move)
    run = std::move(other);
    appendOne(run);
    run.close();
    EXPECT_EQ(Reader(m_path).steps(), 2U);
}

} // namespace
} // namespace h5pulse::test
