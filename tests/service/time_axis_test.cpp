// SPDX-License-Identifier: MIT
#include "over_time/time_axis.h"

#include <gtest/gtest.h>

#include <cmath>

namespace h5pulse::viewer {

namespace {

RowBins makeTimes(const std::vector<std::uint64_t>& edges, std::vector<double> minimum,
                  std::vector<double> maximum)
{
    RowBins times{.rows = 1};
    for (std::size_t bin = 0; bin + 1 < edges.size(); ++bin) {
        times.addBin({edges[bin], edges[bin + 1]});
    }
    times.minimum = std::move(minimum);
    times.maximum = std::move(maximum);
    return times;
}

} // namespace

TEST(TimeAxis, IsExactAtTheEdgesOfBinsAndEvenBetween)
{
    const TimeAxis axis(makeTimes({0, 1, 5, 10}, {0.5, 1.0, 10.0}, {0.5, 4.0, 50.0}), {});
    TimeAxis::Walk walk(axis);
    EXPECT_EQ(walk.timeOf(0), 0.5);
    EXPECT_EQ(walk.timeOf(1), 1.0);
    EXPECT_EQ(walk.timeOf(3), 3.0);
    EXPECT_EQ(walk.timeOf(4), 4.0);
    EXPECT_EQ(walk.timeOf(5), 10.0);
    EXPECT_EQ(walk.timeOf(7), 30.0);
    EXPECT_EQ(walk.timeOf(9), 50.0);
    EXPECT_EQ(walk.timeOf(12), 50.0) << "not known yet";
    EXPECT_TRUE(axis.ascends());
}

TEST(TimeAxis, GoesByTheWindowWhereThereIsOne)
{
    // The window has a time for each of the steps 3 to 5. The bin [0, 8) does not say at which of its steps
    // the extremes are.
    const TimeAxis axis(makeTimes({0, 8, 16}, {0.0, 80.0}, {70.0, 150.0}),
                        makeTimes({3, 4, 5, 6}, {30.0, 41.0, 50.0}, {30.0, 41.0, 50.0}));
    TimeAxis::Walk walk(axis);
    EXPECT_EQ(walk.timeOf(3), 30.0);
    EXPECT_EQ(walk.timeOf(4), 41.0);
    EXPECT_EQ(walk.timeOf(5), 50.0);
    EXPECT_EQ(walk.timeOf(8), 80.0);
    EXPECT_TRUE(axis.ascends());
}

TEST(TimeAxis, TellsWhetherTimesAscend)
{
    EXPECT_TRUE(TimeAxis(makeTimes({0, 2, 4}, {0, 1}, {1, 2}), {}).ascends()) << "equal ones do";
    EXPECT_FALSE(TimeAxis(makeTimes({0, 2, 4}, {0, 1}, {3, 2}), {}).ascends());
    RowBins unknown = makeTimes({0, 2, 4}, {0, 2}, {1, 3});
    unknown.nonFinite[1] = 1;
    EXPECT_FALSE(TimeAxis(unknown, {}).ascends());
}

TEST(TimeAxis, PassesOverWhatNobodyHasLookedAtYet)
{
    const TimeAxis axis(makeTimes({0, 2, 4, 6}, {0.0, NAN, 4.0}, {1.0, NAN, 5.0}), {});
    TimeAxis::Walk walk(axis);
    EXPECT_EQ(walk.timeOf(3), 3.0);
    EXPECT_TRUE(axis.ascends());
    EXPECT_FALSE(TimeAxis(makeTimes({0, 2}, {NAN}, {NAN}), {}).isKnown());
}

TEST(TimeAxis, IsTheStepNumberWithoutTimes)
{
    const TimeAxis axis;
    EXPECT_TRUE(axis.isKnown());
    EXPECT_EQ(TimeAxis::Walk(axis).timeOf(17), 17.0);
}

} // namespace h5pulse::viewer
