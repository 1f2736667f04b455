// SPDX-License-Identifier: MIT
#include "over_time/row_bins.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace h5pulse::viewer {

namespace {

/// Bins of `width` steps from `first` on, with two rows: the values, and the values plus 100.
RowBins makeBins(std::uint64_t first, std::uint64_t width, const std::vector<double>& values)
{
    RowBins result{.rows = 2};
    for (const double value : values) {
        const std::size_t bin = result.bins.size();
        result.addBin({first + bin * width, first + (bin + 1) * width});
        for (std::size_t row = 0; row < 2; ++row) {
            const double here = value + 100.0 * static_cast<double>(row);
            result.minimum[2 * bin + row] = result.maximum[2 * bin + row] = result.mean[2 * bin + row] = here;
        }
    }
    return result;
}

} // namespace

TEST(RowBins, OfAWindowArePutIntoThoseOfTheWholeRun)
{
    const RowBins whole = makeBins(0, 10, {1, 2, 3, 4});
    const RowBins joined = withWindow(whole, makeBins(14, 1, {7, 8, 9}));
    EXPECT_THAT(joined.bins, testing::ElementsAre(StepRange{0, 10}, StepRange{10, 14}, StepRange{14, 15},
                                                  StepRange{15, 16}, StepRange{16, 17}, StepRange{17, 20},
                                                  StepRange{20, 30}, StepRange{30, 40}));
    EXPECT_THAT(joined.maximum,
                testing::ElementsAre(1, 101, 2, 102, 7, 107, 8, 108, 9, 109, 2, 102, 3, 103, 4, 104));
    EXPECT_EQ(withWindow(whole, RowBins{.rows = 2}).bins, whole.bins);
}

TEST(RowBins, OfAWindowThatFitsItsNeighboursShortenNone)
{
    const RowBins joined = withWindow(makeBins(0, 10, {1, 2, 3}), makeBins(10, 5, {7, 8}));
    EXPECT_THAT(joined.bins, testing::ElementsAre(StepRange{0, 10}, StepRange{10, 15}, StepRange{15, 20},
                                                  StepRange{20, 30}));
    const RowBins all = withWindow(makeBins(0, 10, {1, 2}), makeBins(0, 5, {5, 6, 7, 8}));
    EXPECT_EQ(all.bins, makeBins(0, 5, {5, 6, 7, 8}).bins);
}

TEST(RowBins, LeaveOutWhatTheWholeRunDoesNotReach)
{
    const RowBins joined = withWindow(makeBins(0, 10, {1, 2}), makeBins(30, 5, {7}));
    EXPECT_THAT(joined.bins, testing::ElementsAre(StepRange{0, 10}, StepRange{10, 20}, StepRange{30, 35}));
}

TEST(RowBins, JoinNeighboursWithAllTheirValues)
{
    RowBins bins = makeBins(0, 10, {1, 5, 3, 8, 2});
    bins.weight = {10, 10, 5, 10, 10, 10, 10, 10, 10, 10};
    bins.nonFinite = {0, 5, 0, 0, 0};
    const RowBins fewer = joined(bins, 2);
    EXPECT_THAT(fewer.bins, testing::ElementsAre(StepRange{0, 20}, StepRange{20, 40}, StepRange{40, 50}));
    EXPECT_THAT(fewer.minimum, testing::ElementsAre(1, 101, 3, 103, 2, 102));
    EXPECT_THAT(fewer.maximum, testing::ElementsAre(5, 105, 8, 108, 2, 102));
    EXPECT_DOUBLE_EQ(fewer.mean[0], (10 * 1.0 + 5 * 5.0) / 15);
    EXPECT_DOUBLE_EQ(fewer.mean[1], 103.0);
    EXPECT_THAT(fewer.nonFinite, testing::ElementsAre(5, 0, 0));
}

TEST(RowBins, WithAGapBetweenThemStayApart)
{
    RowBins bins = makeBins(0, 10, {1, 5});
    const RowBins later = makeBins(30, 10, {7, 9});
    bins.append(later, 0);
    bins.append(later, 1);
    EXPECT_THAT(joined(bins, 4).bins, testing::ElementsAre(StepRange{0, 20}, StepRange{30, 50}));
}

TEST(RowBins, WithoutFiniteValuesAddNone)
{
    RowBins bins{.rows = 1};
    for (const StepRange& steps : {StepRange{0, 2}, StepRange{2, 4}, StepRange{4, 6}}) {
        bins.addBin(steps);
    }
    bins.nonFinite = {2, 0, 2};
    bins.minimum[1] = bins.maximum[1] = bins.mean[1] = 4.0;
    bins.weight[1] = 2.0;
    const RowBins one = joined(bins, 3);
    EXPECT_THAT(one.bins, testing::ElementsAre(StepRange{0, 6}));
    EXPECT_THAT(one.minimum, testing::ElementsAre(4.0));
    EXPECT_THAT(one.mean, testing::ElementsAre(4.0));
    EXPECT_THAT(one.nonFinite, testing::ElementsAre(4));
}

} // namespace h5pulse::viewer
