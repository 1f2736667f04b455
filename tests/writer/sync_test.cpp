// SPDX-License-Identifier: MIT
// What counts of a run whose machine went down: where its writer synchronised, the steps that it had by then.
#include "killed_child.h"
#include "os/machine.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/recover.h>
#include <h5pulse/writer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

namespace h5pulse::test {
namespace {

using namespace std::chrono_literals;

class Sync : public testing::Test
{
protected:
    /// A writer that commits this many steps, one by one, and is killed.
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

    /// The file as it would be on a machine that has been started anew since.
    void restartMachine() const
    {
        std::fstream file(m_path, std::ios::binary | std::ios::in | std::ios::out);
        const std::string bytes(std::istreambuf_iterator<char>(file), {});
        const std::size_t at = bytes.find(bootText());
        ASSERT_NE(at, std::string::npos);
        file.seekp(static_cast<std::streamoff>(at));
        file.put(bytes[at] == '0' ? '1' : '0');
    }

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
