// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scale/auto_range.h"

#include <gtest/gtest.h>

#include <cmath>

namespace h5pulse::viewer {

TEST(AutoRange, LeavesAMarginAroundTheData)
{
    AutoRange range;
    range.include(-1.0, 1.0);
    ASSERT_TRUE(range.valid());
    EXPECT_LT(range.lower(), -1.0);
    EXPECT_GT(range.upper(), 1.0);
    EXPECT_GT(range.lower(), -1.5);
    EXPECT_LT(range.upper(), 1.5);
}

TEST(AutoRange, StaysWhileTheDataFits)
{
    AutoRange range;
    range.include(-1.0, 1.0);
    const double lower = range.lower();
    const double upper = range.upper();
    range.include(-0.7, 0.9);
    EXPECT_EQ(range.lower(), lower);
    EXPECT_EQ(range.upper(), upper);
}

TEST(AutoRange, GrowsAtOnceAndOnlyWhereNeeded)
{
    AutoRange range;
    range.include(-1.0, 1.0);
    const double lower = range.lower();
    range.include(-1.0, 5.0);
    EXPECT_EQ(range.lower(), lower);
    EXPECT_GT(range.upper(), 5.0);
}

TEST(AutoRange, ShrinksAfterAWhile)
{
    AutoRange range;
    range.include(-100.0, 100.0);
    range.include(-1.0, 1.0);
    EXPECT_LT(range.lower(), -100.0) << "not at once";
    for (int frame = 0; frame < 100; ++frame) {
        range.include(-1.0, 1.0);
    }
    EXPECT_GT(range.lower(), -2.0);
    EXPECT_LT(range.upper(), 2.0);
}

TEST(AutoRange, GivesConstantsAnExtent)
{
    for (const double value : {0.0, 3.0, -1e-9, 1e12}) {
        AutoRange range;
        range.include(value, value);
        ASSERT_TRUE(range.valid()) << value;
        EXPECT_LT(range.lower(), value);
        EXPECT_GT(range.upper(), value);
    }
}

TEST(AutoRange, TakesNothingThatIsNotFinite)
{
    AutoRange range;
    range.include(NAN, NAN);
    range.include(-INFINITY, 1.0);
    EXPECT_FALSE(range.valid());
    range.include(0.0, 1.0);
    range.include(NAN, 7.0);
    EXPECT_LT(range.upper(), 2.0);
}

TEST(AutoRange, WithoutMarginIsTheDataItself)
{
    AutoRange range(0.0);
    range.include(3.0, 65'535.0);
    EXPECT_EQ(range.lower(), 3.0);
    EXPECT_EQ(range.upper(), 65'535.0);
}

} // namespace h5pulse::viewer
