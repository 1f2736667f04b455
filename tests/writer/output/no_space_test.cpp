// SPDX-License-Identifier: MIT
// A full disk. Uncommitted steps wait in memory, the writer and readers report the problem, and the run
// continues when there is space.
#include "file_size_limit.h"
#include "temporary_folder.h"
#include "wait_until.h"

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <sys/stat.h>
#include <thread>

namespace h5pulse::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class NoSpace : public testing::TestWithParam<bool>
{
protected:
    static constexpr std::size_t kSize = 10'000;
    static constexpr rlim_t kLimit = rlim_t{3} << 20;

    static std::vector<double> rowOf(std::size_t step)
    {
        return std::vector<double>(kSize, static_cast<double>(step) + 0.25);
    }

    Writer writer(WhenFull whenFull, std::size_t bufferSteps = 400) const
    {
        return Writer(m_path, {.fields = {{.name = "y", .shape = {kSize}}}},
                      {.commitInterval = {},
                       .background = GetParam(),
                       .bufferBytes = 2 * bufferSteps * (kSize + 1) * sizeof(double),
                       .whenFull = whenFull});
    }

    void expectSteps(std::size_t steps) const
    {
        Reader reader(m_path);
        ASSERT_EQ(reader.steps(), steps);
        std::vector<double> values(kSize);
        for (std::size_t step = 0; step < steps; ++step) {
            reader.readStep("y", step, values);
            ASSERT_EQ(values, rowOf(step)) << step;
            ASSERT_EQ(reader.readTimes(step, 1).front(), static_cast<double>(step));
        }
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
};

INSTANTIATE_TEST_SUITE_P(Threads, NoSpace, testing::Bool(),
                         [](const auto& param) { return param.param ? "background" : "foreground"; });

/// Appends and commits until the disk is full. Returns the error's message.
std::string fill(Writer& writer, const std::function<std::vector<double>(std::size_t)>& rowOf)
{
    for (std::size_t step = writer.steps(); step < 1000; ++step) {
        writer.append(static_cast<double>(step), rowOf(step));
        try {
            writer.commit();
        } catch (const Error& error) {
            return error.what();
        }
    }
    return "there was room for everything";
}

TEST_P(NoSpace, isToldToWhoDoesNotWantToWait)
{
    Writer run = writer(WhenFull::Throw);
    std::size_t committed = 0;
    {
        const FileSizeLimit limit(kLimit);
        EXPECT_THAT(fill(run, rowOf), AllOf(HasSubstr("run.h5"), HasSubstr("limit of file sizes is reached"),
                                            HasSubstr("File too large")));
        committed = run.committedSteps();
        EXPECT_GT(committed, 10U);
        EXPECT_EQ(run.steps(), committed + 1);
        Reader reader(m_path);
        EXPECT_EQ(reader.state(), RunState::Stalled);
        EXPECT_EQ(reader.writerStatus().writeProblem, WriteProblem::NoSpace);
        EXPECT_THAT(reader.stateText(), AllOf(HasSubstr("limit of file sizes"), HasSubstr("goes on when")));
        expectSteps(committed);
        EXPECT_THROW(run.close(), Error);
        run.append(static_cast<double>(committed + 1), rowOf(committed + 1)); // the buffer has room
        EXPECT_THROW(run.commit(), Error);
    }
    run.commit();
    EXPECT_EQ(run.committedSteps(), committed + 2);
    EXPECT_EQ(Reader(m_path).writerStatus().writeProblem, WriteProblem::None);
    run.close();
    expectSteps(committed + 2);
    EXPECT_EQ(Reader(m_path).state(), RunState::Finished);
}

TEST_P(NoSpace, fillsTheBufferAndThenRefusesSteps)
{
    constexpr std::size_t buffer = 20;
    Writer run = writer(WhenFull::Throw, buffer);
    std::size_t taken = 0;
    {
        const FileSizeLimit limit(kLimit);
        std::string refusal;
        for (; refusal.empty() && taken < 1000; ++taken) {
            try {
                run.append(static_cast<double>(taken), rowOf(taken));
            } catch (const Error& error) {
                refusal = error.what();
                --taken;
            }
        }
        EXPECT_THAT(refusal, HasSubstr("limit of file sizes is reached"));
        EXPECT_EQ(run.steps(), taken);
        EXPECT_LE(run.steps() - run.committedSteps(), 2 * buffer) << "memory is bounded";
        EXPECT_THROW(run.append(0.0, rowOf(0)), Error);
    }
    run.close();
    expectSteps(taken);
}

TEST_P(NoSpace, isWaitedForByDefault)
{
    Writer run = writer(WhenFull::Wait, 5);
    std::optional<FileSizeLimit> limit(std::in_place, kLimit);
    constexpr std::size_t steps = 100; // 8 MB
    std::thread simulation([&] {
        for (std::size_t step = 0; step < steps; ++step) {
            run.append(static_cast<double>(step), rowOf(step));
        }
        run.close();
    });
    Reader reader(m_path);
    EXPECT_TRUE(waitUntil([&] {
        reader.refresh();
        return reader.writerStatus().writeProblem == WriteProblem::NoSpace;
    }));
    EXPECT_LT(reader.steps(), steps);
    EXPECT_EQ(reader.state(), RunState::Stalled);
    limit.reset();
    simulation.join();
    expectSteps(steps);
    EXPECT_EQ(Reader(m_path).state(), RunState::Finished);
}

/// A host with an interpreter decides by keepWaiting when a wait ends. The next call may wait again.
TEST_P(NoSpace, isWaitedForAsLongAsTheHostWants)
{
    static std::atomic<int> asked;
    asked = 0;
    constexpr int patience = 3;
    Writer run(m_path, {.fields = {{.name = "y", .shape = {kSize}}}},
               {.commitInterval = {},
                .background = GetParam(),
                .bufferBytes = 10 * (kSize + 1) * sizeof(double),
                .keepWaiting = [] { return ++asked % patience != 0; }});
    std::size_t taken = 0;
    {
        const FileSizeLimit limit(kLimit);
        const auto appendAll = [&] {
            for (; taken < 1000; ++taken) {
                run.append(static_cast<double>(taken), rowOf(taken));
            }
        };
        EXPECT_THROW(appendAll(), InterruptedError);
        EXPECT_EQ(asked, patience);
        taken = run.steps(); // in the foreground, append() took the step before the commit waited
        EXPECT_THROW(run.commit(), InterruptedError);
        EXPECT_THROW(run.close(), InterruptedError);
        EXPECT_EQ(asked, 3 * patience);
        EXPECT_EQ(run.steps(), taken);
    }
    run.close();
    expectSteps(taken);
    EXPECT_EQ(Reader(m_path).state(), RunState::Finished);
}

/// On a full disk, a commit tries fewer and fewer steps. With space, it takes all steps again.
TEST_P(NoSpace, leavesCommitsAsLargeAsBefore)
{
    constexpr std::size_t steps = 120;
    Writer run = writer(WhenFull::Throw, 400);
    const auto append = [&](std::size_t upTo) {
        for (std::size_t step = run.steps(); step < upTo; ++step) {
            run.append(static_cast<double>(step), rowOf(step));
        }
    };
    {
        const FileSizeLimit limit(kLimit);
        append(60);
        EXPECT_THROW(run.commit(), Error);
        EXPECT_LT(run.committedSteps(), 60U);
        EXPECT_GT(run.statistics().commits, 1U) << "what fits is written";
    }
    append(steps);
    const std::size_t before = run.statistics().commits;
    run.commit();
    EXPECT_EQ(run.committedSteps(), steps);
    EXPECT_LE(run.statistics().commits - before, 4U);
    run.close();
    expectSteps(steps);
}

/// The writer frees blocks that it reserved in advance.
TEST_P(NoSpace, leavesNoReservedBlocks)
{
    {
        Writer run = writer(WhenFull::Wait);
        for (std::size_t step = 0; step < 10; ++step) {
            run.append(static_cast<double>(step), rowOf(step));
            run.commit();
        }
    }
    struct stat status = {};
    ASSERT_EQ(::stat(m_path.c_str(), &status), 0);
    EXPECT_LE(status.st_blocks * 512, status.st_size + 8192);
}

} // namespace
} // namespace h5pulse::test
