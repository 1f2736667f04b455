// SPDX-License-Identifier: MIT
// Statistics of a writer, in memory and in the file.
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <gtest/gtest.h>

namespace h5pulse::test {
namespace {

class Statistics : public testing::TestWithParam<bool>
{
protected:
    const TemporaryFolder m_folder;
    const std::filesystem::path m_path = m_folder / "run.h5";
    const RunSpec m_run{.fields = {{.name = "y", .shape = {1'000}}}};
    const std::vector<double> m_row = std::vector<double>(1'000, 1.0);
};

TEST_P(Statistics, CountStepsCommitsAndBytes)
{
    Writer writer(m_path, m_run, {.commitInterval = std::chrono::milliseconds(0), .background = GetParam()});
    for (int i = 0; i < 30; ++i) {
        writer.append(i, m_row);
        if (i % 10 == 4) {
            writer.commit();
        }
    }
    const WriterStatistics before = writer.statistics();
    EXPECT_EQ(before.steps, 30U);
    EXPECT_EQ(before.committedSteps, 25U);
    EXPECT_EQ(before.commits, 3U);
    EXPECT_EQ(before.bytes, 25U * 8U * 1'001U);
    EXPECT_EQ(before.waits, 0U);
    EXPECT_GT(before.longestCommit, 0.0);
    writer.close();
    EXPECT_EQ(writer.statistics().committedSteps, 30U);
    const Reader reader(m_path);
    EXPECT_EQ(reader.writerStatus().bytes, 30U * 8U * 1'001U);
    EXPECT_EQ(reader.writerStatus().commits, 4U);
    EXPECT_EQ(reader.writerStatus().longestCommit, writer.statistics().longestCommit);

    Writer again = Writer::resume(m_path);
    again.append(30.0, m_row);
    again.close();
    EXPECT_EQ(again.statistics().steps, 1U);
    EXPECT_EQ(Reader(m_path).writerStatus().bytes, 8U * 1'001U);
}

TEST_P(Statistics, CountWaits)
{
    // Two batches of one step each, so that a third step must wait for the disk.
    Writer writer(
        m_path, m_run,
        {.commitInterval = std::chrono::milliseconds(0), .background = GetParam(), .bufferBytes = 1});
    for (int i = 0; i < 2'000; ++i) {
        writer.append(i, m_row);
    }
    writer.close();
    const WriterStatistics after = writer.statistics();
    if (GetParam()) {
        EXPECT_GT(after.waits, 0U);
        EXPECT_GT(after.waitSeconds, 0.0);
    }
    const WriterStatus status = Reader(m_path).writerStatus();
    EXPECT_EQ(status.waits, after.waits);
    EXPECT_DOUBLE_EQ(status.waitSeconds, after.waitSeconds);
}

INSTANTIATE_TEST_SUITE_P(Threads, Statistics, testing::Bool(),
                         [](const auto& each) { return each.param ? "background" : "foreground"; });

} // namespace
} // namespace h5pulse::test
