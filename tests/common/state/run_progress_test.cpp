// SPDX-License-Identifier: MIT
// Progress of runs, by their times.
#include <h5pulse/run_progress.h>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace h5pulse::test {

namespace {
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();
} // namespace

TEST(RunProgress, IsTheShareOfTheTime)
{
    for (const RunState state :
         {RunState::Running, RunState::Stalled, RunState::Failed, RunState::Stopped, RunState::Crashed}) {
        EXPECT_EQ(progressOf(state, 3, 1.0, 2.0, 5.0), 0.25) << toString(state);
        EXPECT_LT(progressOf(state, 100, 0.0, 9.9, 10.0), 1.0) << toString(state) << ": one step is missing";
        EXPECT_EQ(progressOf(state, 3, 1.0, 7.0, 5.0), 1.0) << toString(state) << ": beyond the end";
    }
}

TEST(RunProgress, OfAFinishedRunIsAllUnlessItEndedEarly)
{
    double time = 0.0;
    for (int step = 0; step < 1000; ++step) {
        time += 0.01; // 9.999999999999831
    }
    ASSERT_LT(time, 10.0);
    EXPECT_EQ(progressOf(RunState::Finished, 1001, 0.0, time, 10.0), 1.0) << "by rounding";
    EXPECT_EQ(progressOf(RunState::Finished, 100, 0.0, 9.9, 10.0), 1.0) << "the loop leaves the end out";
    EXPECT_EQ(progressOf(RunState::Finished, 101, 0.0, 10.1, 10.0), 1.0) << "beyond the end";
    EXPECT_DOUBLE_EQ(progressOf(RunState::Finished, 50, 0.0, 4.9, 10.0), 0.49) << "it ended early";
    EXPECT_EQ(progressOf(RunState::Finished, 1, 0.0, 0.0, 10.0), 0.0);
}

TEST(RunProgress, IsUnknownWithoutTimes)
{
    for (const RunState state : {RunState::Running, RunState::Finished}) {
        EXPECT_TRUE(std::isnan(progressOf(state, 0, kNan, kNan, 10.0)));
        EXPECT_TRUE(std::isnan(progressOf(state, 3, 0.0, 1.0, kNan)));
        EXPECT_TRUE(std::isnan(progressOf(state, 3, 0.0, kNan, 1.0)));
        EXPECT_TRUE(std::isnan(progressOf(state, 3, 5.0, 5.0, 5.0)));
        EXPECT_TRUE(std::isnan(progressOf(state, 3, 5.0, 6.0, 1.0)));
    }
    EXPECT_TRUE(std::isnan(progressOf(RunState::Running, 3, 0.0, kInfinite, 1.0)));
}

} // namespace h5pulse::test
