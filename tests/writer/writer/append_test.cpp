// SPDX-License-Identifier: MIT
// append(): accepted and refused values, counts, and waits for the disk without losing steps.
#include "raw_file.h"
#include "temporary_folder.h"

#include <h5pulse/writer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <deque>
#include <functional>
#include <limits>

namespace h5pulse::test {
namespace {

class Append : public testing::Test
{
protected:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    RunSpec m_run{.fields = {{.name = "y", .shape = {2, 2}}, {.name = "n", .type = ElementType::Int32}}};
};

std::string messageOf(const std::function<void()>& call)
{
    try {
        call();
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
    return "nothing was thrown";
}

TEST_F(Append, refusesWhatDoesNotFitAndStoresNothingOfIt)
{
    Writer writer(m_path, m_run);
    const std::vector<double> y{1, 2, 3, 4};
    writer.append(0.0, y, 1);
    EXPECT_THAT(messageOf([&] { writer.append(1.0, y); }), testing::HasSubstr("each of the 2 fields, not 1"));
    EXPECT_THAT(messageOf([&] { writer.append(1.0, std::vector<double>(3), 1); }),
                testing::AllOf(testing::HasSubstr("'y'"), testing::HasSubstr("4 elements per step, not 3")));
    EXPECT_THAT(messageOf([&] { writer.append(1.0, std::vector<std::int64_t>(4), 1); }),
                testing::AllOf(testing::HasSubstr("'y'"), testing::HasSubstr("float64, not int64")));
    EXPECT_THAT(messageOf([&] { writer.append(1.0, y, 1.0); }),
                testing::AllOf(testing::HasSubstr("'n'"), testing::HasSubstr("int32, not float64")));
    EXPECT_THAT(messageOf([&] { writer.append(1.0, y, 3'000'000'000U); }),
                testing::HasSubstr("int32, which cannot hold"));
    EXPECT_THAT(messageOf([&] { writer.append(1.0, y, std::vector<int>{}); }), testing::HasSubstr("not 0"));
    EXPECT_EQ(writer.steps(), 1U);
    writer.append(1.0, y, 2);
    writer.close();
    EXPECT_THAT(RawFile(m_path).doubles("n"), testing::ElementsAre(1, 2));
    EXPECT_THAT(RawFile(m_path).doubles("t"), testing::ElementsAre(0, 1));
}

/// A simulation's array class. It is not a range, but gives a view of its elements.
class Grid
{
public:
    operator std::span<const double>() const { return m_values; }

private:
    std::vector<double> m_values{1, 2, 3, 4};
};

TEST_F(Append, takesWhatConvertsToASpan)
{
    Writer writer(m_path, m_run);
    const double row[] = {5, 6, 7, 8};
    writer.append(0.0, Grid(), 1);
    writer.append(1.0, row, 2);
    writer.append(2.0, std::span<const double>(row), 3);
    writer.append(3.0, std::array<double, 4>{9, 10, 11, 12}, 4);
    writer.close();
    EXPECT_THAT(RawFile(m_path).doubles("y"),
                testing::ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 5, 6, 7, 8, 9, 10, 11, 12));
}

TEST_F(Append, takesTimesAsTheyCome)
{
    Writer writer(m_path, {.fields = {{.name = "n"}}}, {.commitTime = 1.0});
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double inf = std::numeric_limits<double>::infinity();
    const std::vector<double> times{0, 0, 5, 3, -1, nan, inf, 2, nan};
    for (const double t : times) {
        writer.append(t, 1.0);
    }
    writer.close();
    const auto stored = RawFile(m_path).doubles("t");
    ASSERT_EQ(stored.size(), times.size());
    for (std::size_t i = 0; i < times.size(); ++i) {
        EXPECT_TRUE(stored[i] == times[i] || (std::isnan(stored[i]) && std::isnan(times[i]))) << i;
    }
}

TEST_F(Append, countsStepsAtOnceAndCommittedOnesAfterTheCommit)
{
    Writer writer(m_path, m_run, {.commitInterval = {}});
    EXPECT_EQ(writer.path(), m_path);
    const std::vector<double> y(4);
    for (int i = 0; i < 5; ++i) {
        writer.append(i, y, i);
    }
    EXPECT_EQ(writer.steps(), 5U);
    EXPECT_EQ(writer.committedSteps(), 0U);
    writer.commit();
    EXPECT_EQ(writer.committedSteps(), 5U);
}

/// Each of the two batches has room for one step. The disk is always behind, so every step waits.
TEST_F(Append, waitsWhenTheBufferIsFullAndLosesNothing)
{
    for (const bool background : {true, false}) {
        SCOPED_TRACE(background);
        Writer writer(m_path, {.fields = {{.name = "n"}}},
                      {.commitInterval = {},
                       .background = background,
                       .existing = Existing::Replace,
                       .bufferBytes = 1});
        for (int i = 0; i < 3000; ++i) {
            writer.append(i, static_cast<double>(i));
            ASSERT_LE(writer.steps() - writer.committedSteps(), 2U) << "memory is not bounded";
        }
        writer.close();
        const auto stored = RawFile(m_path).doubles("n");
        ASSERT_EQ(stored.size(), 3000U);
        for (int i = 0; i < 3000; ++i) {
            ASSERT_EQ(stored[static_cast<std::size_t>(i)], i);
        }
    }
}

TEST_F(Append, afterCloseIsAnError)
{
    Writer writer(m_path, m_run);
    writer.close();
    EXPECT_THROW(writer.append(0.0, std::vector<double>(4), 1), Error);
}

TEST_F(Append, worksOnAMovedWriter)
{
    std::deque<Writer> writers;
    {
        Writer writer(m_path, m_run);
        writer.append(0.0, std::vector<double>(4), 1);
        writers.push_back(std::move(writer));
    }
    writers.front().append(1.0, std::vector<double>(4), 2);
    writers.clear();
    EXPECT_THAT(RawFile(m_path).doubles("n"), testing::ElementsAre(1, 2));
}

} // namespace
} // namespace h5pulse::test
