// SPDX-License-Identifier: MIT
// The end of a run: close(), fail(), stop(), the destructor. Nothing that was appended is lost.
#include "os/run_lock.h"
#include "raw_file.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <thread>
#include <unistd.h>

namespace h5pulse::test {
namespace {

class Shutdown : public testing::TestWithParam<bool>
{
protected:
    /// A writer that commits only at its end.
    Writer writer() const
    {
        return Writer(m_path, {.fields = {{.name = "n"}}}, {.commitInterval = {}, .background = GetParam()});
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
};

INSTANTIATE_TEST_SUITE_P(Threads, Shutdown, testing::Bool(),
                         [](const auto& param) { return param.param ? "background" : "foreground"; });

TEST_P(Shutdown, closeCommitsTheLastPartialBatch)
{
    Writer run = writer();
    run.append(0.0, 1.0);
    run.append(1.0, 2.0);
    run.close();
    EXPECT_EQ(run.committedSteps(), 2U);
    run.close(); // does nothing
    run.commit();
    EXPECT_THAT(RawFile(m_path).doubles("n"), testing::ElementsAre(1, 2));
    EXPECT_EQ(Reader(m_path).state(), RunState::Finished);
}

TEST_P(Shutdown, theDestructorDoesToo)
{
    {
        Writer run = writer();
        run.append(0.0, 1.0);
    }
    EXPECT_THAT(RawFile(m_path).doubles("n"), testing::ElementsAre(1));
    EXPECT_EQ(Reader(m_path).state(), RunState::Finished);
}

TEST_P(Shutdown, failGivesTheReasonAndKeepsTheSteps)
{
    Writer run = writer();
    run.append(0.0, 1.0);
    run.fail("diverged at t = 3.2");
    EXPECT_THAT(RawFile(m_path).doubles("n"), testing::ElementsAre(1));
    const Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Failed);
    EXPECT_EQ(reader.writerStatus().reason, "diverged at t = 3.2");
}

TEST_P(Shutdown, stopGivesTheReasonAndKeepsTheSteps)
{
    Writer run = writer();
    run.append(0.0, 1.0);
    run.append(1.0, 2.0);
    run.stop("enough seen");
    EXPECT_EQ(run.committedSteps(), 2U);
    run.stop("again"); // these calls do nothing
    run.fail("broken");
    run.close();
    run.commit();
    EXPECT_THROW(run.append(2.0, 3.0), Error);
    const RawFile file(m_path);
    EXPECT_THAT(file.doubles("n"), testing::ElementsAre(1, 2));
    EXPECT_THAT(file.doubles("t"), testing::ElementsAre(0, 1));
    EXPECT_EQ(file.integerMember("h5pulse/heartbeat", "state"), 3);
    EXPECT_EQ(file.textMember("h5pulse/heartbeat", "reason"), "enough seen");
    const Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Stopped);
    EXPECT_FALSE(isLive(reader.state()));
    EXPECT_EQ(reader.steps(), 2U);
    EXPECT_EQ(reader.writerStatus().reason, "enough seen");
    EXPECT_EQ(reader.stateText(), "its user stopped the run: enough seen");
}

TEST_P(Shutdown, stopNeedsNoReason)
{
    writer().stop("");
    const Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Stopped);
    EXPECT_EQ(reader.steps(), 0U);
    EXPECT_EQ(reader.stateText(), "its user stopped the run");
}

TEST_P(Shutdown, aRunOfNoStepsIsAFileToo)
{
    writer().close();
    EXPECT_THAT(RawFile(m_path).extent("n"), testing::ElementsAre(0));
    const Reader reader(m_path);
    EXPECT_EQ(reader.steps(), 0U);
    EXPECT_EQ(reader.state(), RunState::Finished);
}

TEST_P(Shutdown, readersThatWatchSeeTheEnd)
{
    Writer run = writer();
    Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Running);
    EXPECT_EQ(reader.writerStatus().processId, ::getpid());
    run.append(0.0, 1.0);
    run.close();
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    EXPECT_EQ(reader.state(), RunState::Finished);
    EXPECT_EQ(reader.steps(), 1U);
}

/// After the writer has cleared HDF5's marks and before it releases the lock, the file looks as if another
/// program wrote it without SWMR.
TEST_P(Shutdown, readersBearWithAWriterThatIsJustClosing)
{
    writer().close();
    std::optional<RunLock> closing = RunLock::take(m_path);
    std::thread end([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20)); // about as long as closing takes
        closing.reset();
    });
    EXPECT_NO_THROW(EXPECT_EQ(Reader(m_path).state(), RunState::Finished));
    end.join();
}

TEST_P(Shutdown, closedFilesCanBeReplacedAtOnce)
{
    writer().close();
    Writer again(m_path, {.fields = {{.name = "n"}}}, {.existing = Existing::Replace});
    again.append(0.0, 3.0);
    again.close();
    EXPECT_THAT(RawFile(m_path).doubles("n"), testing::ElementsAre(3));
}

} // namespace
} // namespace h5pulse::test
