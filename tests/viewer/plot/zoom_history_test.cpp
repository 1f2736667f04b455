// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/zoom_history.h"

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

namespace {

ZoomState zoomed(double upper)
{
    return {{QStringLiteral("x"), QCPRange(0.0, upper)}};
}

} // namespace

TEST(ZoomHistory, GoesBackAndForwardAndForgetsWhatWasAheadOfANewStep)
{
    ZoomHistory history;
    EXPECT_FALSE(history.canGoBack());
    history.record(zoomed(1), false, 0);
    history.record(zoomed(2), false, 0);
    EXPECT_FALSE(history.canGoForward());
    EXPECT_EQ(history.back(), zoomed(1));
    EXPECT_EQ(history.back(), ZoomState());
    EXPECT_FALSE(history.canGoBack());
    EXPECT_EQ(history.forward(), zoomed(1));
    history.record(zoomed(3), false, 0);
    EXPECT_FALSE(history.canGoForward());
    EXPECT_EQ(history.back(), zoomed(1));
}

TEST(ZoomHistory, JoinsSmallStepsThatFollowEachOther)
{
    ZoomHistory history;
    for (int i = 1; i <= 5; ++i) {
        history.record(zoomed(i), true, 400 * i);
    }
    history.record(zoomed(6), true, 2000 + ZoomHistory::kPause);
    EXPECT_EQ(history.back(), zoomed(5));
    EXPECT_EQ(history.back(), ZoomState());
    EXPECT_FALSE(history.canGoBack());
    // A change after a step back is a new step, even if it comes soon.
    history.record(zoomed(7), true, 2000 + ZoomHistory::kPause + 1);
    EXPECT_EQ(history.back(), ZoomState());
}

TEST(ZoomHistory, TheSameAgainIsNoStepAndAResetIsOne)
{
    ZoomHistory history;
    history.record(zoomed(1), false, 0);
    history.record(zoomed(1), false, 0);
    history.record({}, false, 0);
    EXPECT_EQ(history.back(), zoomed(1));
    EXPECT_EQ(history.back(), ZoomState());
    EXPECT_FALSE(history.canGoBack());
}

TEST(ZoomHistory, IsBounded)
{
    ZoomHistory history;
    for (int i = 0; i < 1000; ++i) {
        history.record(zoomed(i), false, 0);
    }
    std::size_t steps = 0;
    while (history.canGoBack()) {
        history.back();
        ++steps;
    }
    EXPECT_EQ(steps, ZoomHistory::kMaxStates - 1);
    history.clear();
    EXPECT_FALSE(history.canGoForward());
}

} // namespace h5pulse::viewer::test
