// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/playback_path.h"

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

TEST(PlaybackPath, GoesForwardAndEndsAtTheLastStep)
{
    const PlaybackPath path{.first = 10, .last = 20};
    EXPECT_EQ(path.placeAfter(12, 0.0).step, 12U);
    EXPECT_EQ(path.placeAfter(12, 3.9).step, 15U);
    EXPECT_FALSE(path.placeAfter(12, 7.9).ended);
    EXPECT_EQ(path.placeAfter(12, 8.0).step, 20U);
    EXPECT_TRUE(path.placeAfter(12, 8.0).ended);
    EXPECT_TRUE(path.placeAfter(12, 1e300).ended);
}

TEST(PlaybackPath, GoesBackwardAndEndsAtTheFirstStep)
{
    const PlaybackPath path{.first = 10, .last = 20, .backward = true};
    EXPECT_EQ(path.begin(), 20U);
    EXPECT_EQ(path.placeAfter(18, 3.0).step, 15U);
    EXPECT_EQ(path.placeAfter(18, 9.0).step, 10U);
    EXPECT_TRUE(path.placeAfter(18, 9.0).ended);
    EXPECT_TRUE(path.isEnd(10));
    EXPECT_FALSE(path.isEnd(11));
}

TEST(PlaybackPath, ShowsEveryKthStepOnlyAndStopsAtTheLastOfThem)
{
    const PlaybackPath path{.first = 0, .last = 95, .stride = 10};
    EXPECT_EQ(path.placeAfter(3, 29.0).step, 23U);
    EXPECT_EQ(path.placeAfter(3, 30.0).step, 33U);
    const PlaybackPath::Place end = path.placeAfter(3, 200.0);
    EXPECT_EQ(end.step, 93U);
    EXPECT_TRUE(end.ended);
    EXPECT_TRUE(path.isEnd(93));
    EXPECT_FALSE(path.isEnd(85));
}

TEST(PlaybackPath, BeginsAnewAfterTheLastStepHasBeenSeenAsLongAsTheOthers)
{
    const PlaybackPath path{.first = 10, .last = 14, .loop = true};
    EXPECT_EQ(path.placeAfter(12, 2.9).step, 14U);
    EXPECT_FALSE(path.placeAfter(12, 2.9).wrapped);
    const PlaybackPath::Place again = path.placeAfter(12, 4.5);
    EXPECT_TRUE(again.wrapped);
    EXPECT_EQ(again.step, 11U);
    EXPECT_DOUBLE_EQ(again.since, 1.5);
    EXPECT_EQ(path.placeAfter(12, 3.0 + 5 * 1000 + 2).step, 12U) << "many rounds at once";
}

TEST(PlaybackPath, BeginsAnewAtTheEndWhenGoingBackward)
{
    const PlaybackPath path{.first = 0, .last = 9, .stride = 3, .backward = true, .loop = true};
    EXPECT_EQ(path.placeAfter(9, 9.0).step, 0U);
    EXPECT_EQ(path.placeAfter(9, 12.0).step, 9U);
    EXPECT_EQ(path.placeAfter(9, 15.0).step, 6U);
}

} // namespace h5pulse::viewer::test
