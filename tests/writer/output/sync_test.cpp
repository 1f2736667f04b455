// SPDX-License-Identifier: MIT
// Valid steps of a run after its machine crashed: those that the writer had synchronised.
#include "heartbeat_edit.h"
#include "killed_child.h"
#include "mirror_folder.h"
#include "os/machine.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/recover.h>
#include <h5pulse/writer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace h5pulse::test {
namespace {

using namespace std::chrono_literals;

class Sync : public testing::Test
{
protected:
    /// Kills a writer that has committed this many steps one by one.
    void crash(std::optional<std::chrono::milliseconds> syncInterval, int steps) const
    {
        inKilledChild([&] {
            Writer writer(m_path, {.fields = {{.name = "n"}}},
                          {.commitInterval = {}, .background = false, .syncInterval = syncInterval});
            for (int i = 0; i < steps; ++i) {
                writer.append(i, i + 0.5);
                writer.commit();
            }
            die();
        });
    }

    /// Changes the file as if the machine had been restarted since.
    void restartMachine() const { HeartbeatEdit(m_path).setBoot(kOtherBoot); }

    static constexpr const char* kOtherBoot = "00000000-1111-2222-3333-444444444444";

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
};

TEST_F(Sync, ofEachCommitKeepsThemAll)
{
    crash(0ms, 10);
    restartMachine();
    EXPECT_EQ(Reader(m_path).steps(), 10U);
    const RecoverReport report = recover(m_path);
    EXPECT_TRUE(report.afterRestart);
    EXPECT_EQ(report.steps, 10U);
    EXPECT_TRUE(report.excess.empty());
}

TEST_F(Sync, ofLongAgoKeepsWhatThereWasThen)
{
    crash(1h, 10);
    EXPECT_EQ(Reader(m_path).steps(), 10U) << "the machine has not been restarted";
    restartMachine();
    EXPECT_EQ(Reader(m_path).steps(), 0U);
    const RecoverReport report = recover(m_path);
    EXPECT_TRUE(report.afterRestart);
    EXPECT_EQ(report.steps, 0U);
    EXPECT_EQ(report.excess.size(), 2U);
    EXPECT_EQ(Reader(m_path).steps(), 0U);
    EXPECT_FALSE(recover(m_path).neededRepair);
    Writer writer = Writer::resume(m_path, {.syncInterval = 0ms});
    EXPECT_EQ(writer.steps(), 0U);
    writer.append(7.0, 7.5);
    writer.close();
    EXPECT_EQ(Reader(m_path).steps(), 1U);
}

/// A container that got another name after the machine was restarted.
TEST_F(Sync, countsOnALocalDiskWhateverTheNameOfTheHost)
{
    crash(1h, 10);
    HeartbeatEdit(m_path).setMachine("container-1", bootText());
    EXPECT_EQ(Reader(m_path).steps(), 10U) << "the machine has not been restarted";
    HeartbeatEdit(m_path, "container-1").setBoot(kOtherBoot);
    EXPECT_EQ(Reader(m_path).steps(), 0U);
    EXPECT_TRUE(recover(m_path, {.dryRun = true}).afterRestart);
}

/// On a file system that other machines can write to, another name is another machine, which may still run.
TEST_F(Sync, ofAnotherMachineLimitsNothing)
{
    if (!MirrorFolder::whyNot().empty()) {
        GTEST_SKIP() << MirrorFolder::whyNot();
    }
    const MirrorFolder shared;
    crash(1h, 10);
    HeartbeatEdit(m_path).setMachine("elsewhere", kOtherBoot);
    std::filesystem::copy(m_path, shared.behind() / "run.h5");
    EXPECT_EQ(Reader(shared / "run.h5").steps(), 10U);
    EXPECT_EQ(Reader(m_path).steps(), 0U) << "a local disk";
}

TEST_F(Sync, thatNobodyAskedForLimitsNothing)
{
    crash(std::nullopt, 10);
    restartMachine();
    EXPECT_EQ(Reader(m_path).steps(), 10U);
    EXPECT_FALSE(recover(m_path).afterRestart);
}

TEST_F(Sync, doesNotLimitAFinishedRun)
{
    Writer writer(m_path, {.fields = {{.name = "n"}}}, {.syncInterval = 0ms});
    writer.append(0.0, 0.5);
    writer.commit();
    writer.close();
    Reader reader(m_path);
    EXPECT_EQ(reader.steps(), 1U);
    EXPECT_EQ(reader.state(), RunState::Finished);
    restartMachine();
    EXPECT_EQ(Reader(m_path).steps(), 1U) << "a run that has finished is whole";
}

} // namespace
} // namespace h5pulse::test
