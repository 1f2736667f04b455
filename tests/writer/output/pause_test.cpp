// SPDX-License-Identifier: MIT
// pause(). Between two appends, any program can open the file without SWMR, and the run loses nothing.
#include "killed_child.h"
#include "raw_file.h"
#include "refusal.h"
#include "temporary_folder.h"
#include "wait_until.h"

#include <h5pulse/reader.h>
#include <h5pulse/recover.h>
#include <h5pulse/writer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <vector>

namespace h5pulse::test {
namespace {

class Pause : public testing::TestWithParam<bool>
{
protected:
    Writer makeWriter() const
    {
        return Writer(m_path, {.fields = {{.name = "y"}}}, {.background = GetParam()});
    }
    std::vector<double> plainly() const { return RawFile(m_path).doubles("y"); }

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
};

TEST_P(Pause, LeavesAFileThatAnyProgramOpens)
{
    Writer writer = makeWriter();
    EXPECT_THROW(plainly(), std::runtime_error); // the file has the mark of a SWMR writer
    std::vector<double> expected;
    Reader reader(m_path);
    for (int round = 0; round < 5; ++round) {
        for (int i = 0; i < 100; ++i) {
            expected.push_back(100.0 * round + i);
            writer.append(expected.back(), expected.back());
        }
        writer.pause();
        EXPECT_EQ(plainly(), expected);
        writer.pause(); // no new steps
        EXPECT_EQ(plainly(), expected);
        reader.refresh();
        EXPECT_EQ(reader.steps(), expected.size());
        EXPECT_EQ(reader.state(), RunState::Running);
        EXPECT_THROW(Writer::resume(m_path), InUseError);
    }
    writer.append(500.0, 500.0);
    expected.push_back(500.0);
    writer.commit();
    EXPECT_THROW(plainly(), std::runtime_error);
    writer.close();
    EXPECT_EQ(plainly(), expected);
    EXPECT_EQ(Reader(m_path).state(), RunState::Finished);
}

TEST_P(Pause, IsFollowedByEachEnd)
{
    {
        Writer writer = makeWriter();
        writer.append(0.0, 1.0);
        writer.pause();
    }
    EXPECT_EQ(Reader(m_path).state(), RunState::Finished);
    {
        Writer writer = Writer::resume(m_path);
        writer.append(1.0, 2.0);
        writer.pause();
        writer.fail("why not");
    }
    EXPECT_EQ(Reader(m_path).state(), RunState::Failed);
    EXPECT_THAT(plainly(), testing::ElementsAre(1.0, 2.0));
}

TEST_P(Pause, AWriterThatIsKilledThenLeavesACrashedRun)
{
    inKilledChild([&] {
        Writer writer = makeWriter();
        writer.append(0.0, 1.0);
        writer.pause();
        die();
    });
    EXPECT_THAT(plainly(), testing::ElementsAre(1.0));
    EXPECT_EQ(Reader(m_path).state(), RunState::Crashed);
    recover(m_path);
    EXPECT_THAT(plainly(), testing::ElementsAre(1.0));
    Writer writer = Writer::resume(m_path);
    writer.append(1.0, 2.0);
    writer.close();
    EXPECT_THAT(plainly(), testing::ElementsAre(1.0, 2.0));
}

TEST_P(Pause, AReplacedRunHasItsNameThen)
{
    makeWriter().append(0.0, 1.0);
    Writer writer(m_path, {.fields = {{.name = "y"}}},
                  {.background = GetParam(), .existing = Existing::Replace});
    writer.append(0.0, 7.0);
    writer.pause();
    EXPECT_THAT(plainly(), testing::ElementsAre(7.0));
    writer.close();
    writer.pause(); // does nothing after the end, like other calls
    EXPECT_THAT(plainly(), testing::ElementsAre(7.0));
}

TEST_P(Pause, AReaderThatCameThenReadsOn)
{
    Writer writer = makeWriter();
    writer.append(0.0, 1.0);
    writer.pause();
    Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Running);
    writer.append(1.0, 2.0);
    writer.commit();
    EXPECT_THAT(reader.readTimes(0, 1), testing::ElementsAre(0.0)); // before the next refresh
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    EXPECT_EQ(reader.steps(), 2U);
    writer.pause();
    EXPECT_THAT(reader.readTimes(0, 2), testing::ElementsAre(0.0, 1.0));
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    writer.close();
    reader.refresh();
    EXPECT_EQ(reader.state(), RunState::Finished);
}

/// DataBuffer does this at each flush. Here, there is no work between two flushes.
TEST_P(Pause, ManyNeverMakeAReaderFail)
{
    const pid_t child = ::fork();
    if (child == 0) {
        try {
            Writer writer = makeWriter();
            for (double t = 0.0;; t += 1.0) { // until it is killed
                writer.append(t, 10.0 * t);
                writer.pause();
            }
        } catch (...) {
        }
        ::_exit(1);
    }
    EXPECT_TRUE(waitUntil([&] { return std::filesystem::exists(m_path); }));
    std::size_t before = 0;
    try {
        for (int round = 0; round < 200; ++round) {
            Reader reader(m_path);
            EXPECT_EQ(reader.state(), RunState::Running);
            for (int look = 0; look < 5; ++look) {
                const std::size_t steps = reader.steps();
                EXPECT_GE(steps, before);
                before = steps;
                const std::vector<double> times = reader.readTimes(0, steps);
                std::vector<double> values(steps);
                if (steps > 0) {
                    reader.readSteps("y", 0, steps, std::span(values));
                    EXPECT_EQ(times.back(), static_cast<double>(steps - 1));
                    EXPECT_EQ(values.back(), 10.0 * times.back());
                }
                reader.refresh();
            }
        }
    } catch (const Error& error) {
        ADD_FAILURE() << error.what();
    }
    EXPECT_GT(before, 0U);
    EXPECT_EQ(::kill(child, SIGKILL), 0);
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status)) << "its writer failed";
    EXPECT_EQ(Reader(m_path).state(), RunState::Crashed);
}

/// A notebook does this when its user runs a cell again: h5py.File(path, "w").
TEST_P(Pause, WhatAnotherProgramMakesOfTheFileThenIsLeftAsItIs)
{
    const std::string other(100'000, 'x');
    {
        Writer writer = makeWriter();
        writer.append(0.0, 1.0);
        writer.pause();
        std::ofstream(m_path, std::ios::trunc) << other;
        writer.append(1.0, 2.0);
        try {
            writer.commit();
            ADD_FAILURE() << "nothing was thrown";
        } catch (const Error& error) {
            EXPECT_THAT(error.what(), testing::HasSubstr("another program replaced its contents"));
        }
    }
    std::ifstream file(m_path);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), other);
}

INSTANTIATE_TEST_SUITE_P(Threads, Pause, testing::Bool(),
                         [](const auto& each) { return each.param ? "background" : "foreground"; });

} // namespace
} // namespace h5pulse::test
