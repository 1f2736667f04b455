// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace_columns.h"

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

TracePtr traceOf(const std::vector<double>& values)
{
    auto trace = std::make_shared<Trace>();
    for (std::size_t k = 0; k < values.size(); ++k) {
        trace->bins.push_back({k, k + 1, 0.0, 0.0, values[k], values[k], values[k]});
    }
    return trace;
}

} // namespace

TEST(TraceColumns, KeepEveryExtremeWhereStepsShareAColumn)
{
    std::vector<double> values(10'000, 1.0);
    values[5000] = 7.0;
    values[5001] = -3.0;
    const auto columns = traceColumns(*traceOf(values), values.size(), 101);
    ASSERT_EQ(columns.size(), 101U);
    EXPECT_EQ(columns[50].high, 7.0);
    EXPECT_EQ(columns[50].low, -3.0);
    EXPECT_EQ(columns[49].high, 1.0);
    EXPECT_EQ(columns[51].low, 1.0);
}

TEST(TraceColumns, GoStraightBetweenStepsThatAreFarApart)
{
    const auto columns = traceColumns(*traceOf({0.0, 10.0}), 2, 11);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        EXPECT_DOUBLE_EQ(columns[i].high, static_cast<double>(i));
        EXPECT_DOUBLE_EQ(columns[i].low, static_cast<double>(i));
    }
}

TEST(TraceColumns, LeaveOutWhatIsNotFiniteAndWhatIsNotReadYet)
{
    const auto columns = traceColumns(*traceOf({0.0, kNaN, 2.0, 3.0}), 7, 7);
    EXPECT_FALSE(columns[0].isEmpty());
    EXPECT_TRUE(columns[1].isEmpty());
    EXPECT_EQ(columns[3].high, 3.0);
    EXPECT_TRUE(columns[4].isEmpty());
    EXPECT_TRUE(columns[6].isEmpty());
}

TEST(TraceColumns, BearAnything)
{
    EXPECT_TRUE(traceColumns(*traceOf({1.0, 2.0}), 2, 0).empty());
    EXPECT_EQ(traceColumns(*traceOf({}), 0, 3).size(), 3U);
    EXPECT_EQ(traceColumns(*traceOf({5.0}), 1, 3)[0].high, 5.0);
    EXPECT_EQ(traceColumns(*traceOf({1.0, 2.0, 3.0}), 2, 3)[2].high, 3.0) << "more steps than were said";
    const auto huge = traceColumns(*traceOf({-1.7e308, 1.7e308}), 2, 3);
    EXPECT_DOUBLE_EQ(huge[1].high, 0.0);
}

TEST(TraceColumns, PlacesAreFoundForValuesOfAnySize)
{
    EXPECT_DOUBLE_EQ(partOf(0.0, -1.7e308, 1.7e308), 0.5);
    EXPECT_DOUBLE_EQ(partOf(5e-324, 0.0, 1e-323), 0.5);
    EXPECT_DOUBLE_EQ(partOf(3.0, 3.0, 3.0), 0.5);
    EXPECT_DOUBLE_EQ(partOf(4.0, 2.0, 4.0), 1.0);
}

} // namespace h5pulse::viewer::test
