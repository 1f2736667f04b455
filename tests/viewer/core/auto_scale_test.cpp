// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scale/auto_scale.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLargest = std::numeric_limits<double>::max();
constexpr double kSmallest = std::numeric_limits<double>::denorm_min();

DataExtent of(const std::vector<double>& values, bool positive = false)
{
    DataExtent extent = extentOf({values});
    findCommon(extent, {values}, positive);
    return extent;
}

/// The ranges that plots can draw; see QCPRange::validRange.
bool isDrawable(const AutoScale::Range& range)
{
    const auto [low, high] = range;
    return std::isfinite(low) && std::isfinite(high) && high - low > 1e-280 && high < 1e250 && low > -1e250 &&
           (low <= 0.0 || std::isfinite(high / low)) && (high >= 0.0 || std::isfinite(low / high));
}

} // namespace

TEST(DataExtent, CountsWhatALogarithmicAxisCannotShowAndPassesOverWhatIsNotFinite)
{
    const std::vector<double> a{3, -2, kNan, 0, 0.5};
    const std::vector<double> b{kInfinity, 7, -kInfinity, -0.0};
    const DataExtent extent = extentOf({a, b});
    EXPECT_EQ(extent.low, -2.0);
    EXPECT_EQ(extent.high, 7.0);
    EXPECT_EQ(extent.lowestPositive, 0.5);
    EXPECT_EQ(extent.notPositive, 3U);
    const std::vector<double> none{kNan, kInfinity};
    EXPECT_TRUE(std::isnan(extentOf({none}).low));
    EXPECT_TRUE(std::isnan(extentOf({none}).lowestPositive));
    EXPECT_TRUE(std::isnan(extentOf({}).high));
    DataExtent single;
    for (const double value : a) {
        single.include(value);
    }
    EXPECT_EQ(single.notPositive, 2U);
    EXPECT_EQ(single.lowestPositive, 0.5);
}

TEST(DataExtent, FindsWhatIsCommonAmongSpikes)
{
    std::vector<double> values(100'000);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<double>((i * 7919) % 1000) / 1000.0;
    }
    for (std::size_t i = 0; i < values.size(); i += 1000) {
        values[i] = i % 2000 == 0 ? 1e9 : -1e9;
    }
    const DataExtent extent = of(values);
    EXPECT_EQ(extent.high, 1e9);
    EXPECT_NEAR(extent.commonLow, 0.01, 0.01);
    EXPECT_NEAR(extent.commonHigh, 0.99, 0.01);
    EXPECT_GT(of(values, true).commonLow, 0.0);
}

TEST(AutoScale, EachModeFollowsTheDataInItsWay)
{
    const auto last = [](ScaleMode mode) {
        AutoScale scale(0.06);
        scale.setMode(mode);
        scale.include(of({-100, 100}));
        std::vector<double> calm(200, 0.5);
        std::ranges::fill(calm.begin(), calm.begin() + 100, -0.5);
        calm.front() = 5.0;
        scale.include(of(calm));
        return *scale.range();
    };
    EXPECT_LT(last(ScaleMode::Steady).first, -100.0);
    EXPECT_LT(last(ScaleMode::WholeRun).first, -100.0);
    EXPECT_NEAR(last(ScaleMode::EachFrame).second, 5.5, 0.5);
    EXPECT_GT(last(ScaleMode::EachFrame).first, -1.5);
}

TEST(AutoScale, WithoutSpikesTheRestIsSeen)
{
    AutoScale scale(0.06);
    scale.setMode(ScaleMode::Common);
    std::vector<double> values(1000);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = std::sin(0.1 * static_cast<double>(i));
    }
    values[500] = 1e6;
    scale.include(of(values));
    EXPECT_LT(scale.range()->second, 2.0);
    EXPECT_GT(scale.range()->second, 1.0);
    // If all values are spikes, the range must show them.
    std::vector<double> flat(1000, 0.0);
    flat[10] = 8.0;
    AutoScale other(0.06);
    other.setMode(ScaleMode::Common);
    other.include(of(flat));
    EXPECT_GT(other.range()->second, 8.0);
}

TEST(AutoScale, TheWholeRunIsKnownWhicheverModeWasOnBefore)
{
    AutoScale scale(0.0);
    scale.include(of({-3, 4}));
    for (int frame = 0; frame < 100; ++frame) {
        scale.include(of({0, 1}));
    }
    scale.includeOfRun(of({-50}));
    EXPECT_EQ(*scale.range(), (AutoScale::Range{0.0, 1.0})) << "has shrunk";
    scale.setMode(ScaleMode::WholeRun);
    EXPECT_EQ(*scale.range(), (AutoScale::Range{-50.0, 4.0}));
    scale.restart();
    EXPECT_FALSE(scale.range());
}

TEST(AutoScale, LogarithmicRangesComeFromPositiveValuesAlone)
{
    AutoScale scale(0.0);
    scale.setLogarithmic(true);
    scale.include(of({-5, 0, 1e-3, 10}));
    EXPECT_NEAR(scale.range()->first, 1e-3, 1e-12);
    EXPECT_NEAR(scale.range()->second, 10.0, 1e-9);
    AutoScale nothing(0.0);
    nothing.setLogarithmic(true);
    nothing.include(of({-5, 0, -1}));
    EXPECT_FALSE(nothing.range());
}

TEST(AutoScale, CanHaveZeroInTheMiddle)
{
    AutoScale scale(0.0);
    scale.setCentred(true);
    scale.include(of({-1, 4}));
    EXPECT_EQ(*scale.range(), (AutoScale::Range{-4.0, 4.0}));
}

TEST(AutoScale, RangesOfExtremeDataCanBeDrawn)
{
    const std::vector<std::vector<double>> extremes{{-kLargest, kLargest},
                                                    {0, kLargest},
                                                    {1e308, 1.1e308},
                                                    {kLargest},
                                                    {kSmallest},
                                                    {0, kSmallest},
                                                    {-1e-310, 1e-310},
                                                    {1e-300, 1e-299},
                                                    {1e-300, 1e200},
                                                    {kSmallest, kLargest},
                                                    {1, 1 + 1e-16},
                                                    {1e15, 1e15 + 1},
                                                    {0, 0}};
    for (const std::vector<double>& values : extremes) {
        for (const bool logarithmic : {false, true}) {
            for (const double margin : {0.0, 0.06}) {
                AutoScale scale(margin, margin, margin);
                scale.setLogarithmic(logarithmic);
                scale.include(of(values));
                if (logarithmic && values.back() <= 0.0) {
                    continue;
                }
                ASSERT_TRUE(scale.range()) << values.front();
                EXPECT_TRUE(isDrawable(*scale.range()))
                    << values.front() << ": " << scale.range()->first << " to " << scale.range()->second
                    << (logarithmic ? " log" : "");
                EXPECT_GE(scale.range()->second * (1.0 + 1e-9), values.back() * scale.factor());
                if (!logarithmic) {
                    EXPECT_LE(scale.range()->first, values.front() * scale.factor());
                }
            }
        }
    }
}

TEST(AutoScale, FixedRangesAreAsTheUserSaidAlsoExtremeOnes)
{
    AutoScale scale(0.06);
    scale.setMode(ScaleMode::Fixed);
    scale.setFixed({2.0, 3.0});
    EXPECT_EQ(*scale.range(), (AutoScale::Range{2.0, 3.0}));
    scale.include(of({-1e308, 1e308}));
    EXPECT_EQ(*scale.range(), (AutoScale::Range{2.0, 3.0}));
    scale.setFixed({0.0, 1e-310});
    EXPECT_TRUE(isDrawable(*scale.range()));
    EXPECT_TRUE(canShow({0.0, 1e-310}, false));
    EXPECT_TRUE(canShow({-kLargest, kLargest}, false));
    EXPECT_TRUE(canShow({1.0, 1.0 + 1e-9}, false));
    EXPECT_TRUE(canShow({1e-9, 1e9}, true));
    EXPECT_FALSE(canShow({0.0, 1.0}, true));
    EXPECT_FALSE(canShow({kSmallest, kLargest}, true));
    EXPECT_FALSE(canShow({1.0, 1.0}, false));
    EXPECT_FALSE(canShow({1.0, 1.0 + 1e-15}, false));
    EXPECT_FALSE(canShow({2.0, 1.0}, false));
    EXPECT_FALSE(canShow({kNan, 1.0}, false));
    EXPECT_FALSE(canShow({0.0, kInfinity}, false));
}

} // namespace h5pulse::viewer
