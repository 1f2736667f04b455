// SPDX-License-Identifier: MIT
// Extreme sizes and settings.
#include "schedule/commit_policy.h"
#include "spec/validate.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace h5pulse::test {
namespace {

class Extremes : public testing::Test
{
protected:
    const TemporaryFolder m_folder;
    const std::filesystem::path m_path = m_folder / "run.h5";
};

/// With an interval that is too long for a clock, only an explicit commit or the end commits steps.
TEST_F(Extremes, IntervalOfAYearAndMore)
{
    for (const auto interval :
         {std::chrono::milliseconds(std::chrono::hours(24 * 365)), std::chrono::milliseconds::max()}) {
        for (const bool background : {false, true}) {
            Writer writer(
                m_path, {.fields = {{.name = "y"}}},
                {.commitInterval = interval, .background = background, .existing = Existing::Replace});
            for (int i = 0; i < 100; ++i) {
                writer.append(i, 1.0);
            }
            EXPECT_EQ(writer.committedSteps(), 0U);
            writer.close();
            EXPECT_EQ(Reader(m_path).steps(), 100U);
        }
    }
}

/// An infinite interval means no synchronisation, and not one for each commit.
TEST_F(Extremes, SynchronisationAfterForEver)
{
    Writer writer(m_path, {.fields = {{.name = "y"}}},
                  {.commitInterval = {}, .syncInterval = std::chrono::milliseconds::max()});
    writer.append(0.0, 1.0);
    writer.commit();
    EXPECT_EQ(writer.committedSteps(), 1U);
    EXPECT_EQ(writer.syncedSteps(), 0U);
    writer.close();
    EXPECT_EQ(Reader(m_path).steps(), 1U);
}

/// An infinite time means endless retries, and not none.
TEST_F(Extremes, RetriesForEver)
{
    RetryPolicy retry(validated({.retryFor = std::chrono::milliseconds::max()}));
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(retry.afterFailure(WriteProblem::WriteError)) << i;
    }
    EXPECT_FALSE(RetryPolicy(validated({.retryFor = {}})).afterFailure(WriteProblem::WriteError));
}

/// A file stores "no limit" so that it is not read back as a negative number.
TEST_F(Extremes, OverviewOfStepsOfAnySize)
{
    Writer(m_path, {.fields = {{.name = "y", .shape = {100}}}},
           {.overviewStepBytes = std::numeric_limits<std::size_t>::max()})
        .close();
    EXPECT_TRUE(Reader(m_path).hasOverview("y"));
    Writer::resume(m_path).close();
    EXPECT_TRUE(Reader(m_path).hasOverview("y"));
}

TEST_F(Extremes, StepsThatMemoryCannotHold)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "sanitizers end a program that asks for too much";
#endif
    const RunSpec run{.fields = {{.name = "y", .shape = {std::size_t{1} << 37}}}}; // 1 TiB
    try {
        const Writer writer(m_path, run);
        GTEST_SKIP() << "there is as much memory";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("2199023255568 bytes"));
    }
    EXPECT_FALSE(std::filesystem::exists(m_path));
    EXPECT_TRUE(std::filesystem::is_empty(m_folder.path()));
}

/// A step above the writer's chunk limit of 16 MiB is cut into several chunks. HDF5's own limit is 4 GiB.
TEST_F(Extremes, StepsOfManyChunks)
{
    constexpr std::size_t elements = (std::size_t{40} << 20) / sizeof(double);
    std::vector<double> row(elements);
    {
        Writer writer(m_path, {.fields = {{.name = "y", .shape = {elements}}}}, {.bufferBytes = 1});
        for (int step = 0; step < 5; ++step) {
            for (std::size_t i = 0; i < elements; ++i) {
                row[i] = static_cast<double>(i) + step;
            }
            writer.append(step, row);
        }
        writer.close();
    }
    Reader reader(m_path);
    ASSERT_EQ(reader.steps(), 5U);
    EXPECT_FALSE(reader.hasOverview("y"));
    for (std::size_t step = 0; step < 5; ++step) {
        reader.readStep("y", step, row);
        EXPECT_EQ(row.front(), static_cast<double>(step));
        EXPECT_EQ(row.back(), static_cast<double>(elements - 1 + step));
    }
}

TEST_F(Extremes, AThousandFields)
{
    RunSpec run;
    for (int i = 0; i < 1'000; ++i) {
        run.fields.push_back({.name = "f" + std::to_string(i)});
    }
    std::vector<double> values(run.fields.size());
    std::vector<StepValues> step;
    for (const double& value : values) {
        step.push_back(StepValues::of(value));
    }
    {
        Writer writer(m_path, run);
        for (int i = 0; i < 70; ++i) {
            for (std::size_t field = 0; field < values.size(); ++field) {
                values[field] = static_cast<double>(field) + i;
            }
            writer.appendStep(i, step);
        }
        writer.close();
    }
    Reader reader(m_path);
    ASSERT_EQ(reader.fields().size(), 1'000U);
    const Reduction all = reader.reduce("f999", 0, 1, 0, 70, 1);
    EXPECT_EQ(all.minimum.at(0), 999.0);
    EXPECT_EQ(all.maximum.at(0), 999.0 + 69.0);
}

} // namespace
} // namespace h5pulse::test
