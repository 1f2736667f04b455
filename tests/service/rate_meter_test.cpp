// SPDX-License-Identifier: MIT
#include "run/rate_meter.h"

#include <gtest/gtest.h>

#include <cmath>

namespace h5pulse::viewer {

TEST(RateMeter, KnowsNothingAtFirst)
{
    RateMeter meter;
    EXPECT_TRUE(std::isnan(meter.stepsPerSecond()));
    meter.add(0.0, 1000, 10.0, 0);
    meter.add(0.1, 1010, 10.1, 800);
    EXPECT_TRUE(std::isnan(meter.stepsPerSecond())) << "a tenth of a second says nothing";
    EXPECT_TRUE(std::isnan(meter.secondsUntil(20.0)));
}

TEST(RateMeter, MeasuresASteadyRun)
{
    RateMeter meter;
    for (int i = 0; i <= 1000; ++i) { // 10 s, at 60 polls per second or more
        meter.add(0.01 * i, static_cast<std::uint64_t>(500 + 2 * i), 5.0 + 0.02 * i,
                  static_cast<std::uint64_t>(4096 * i));
    }
    EXPECT_NEAR(meter.stepsPerSecond(), 200.0, 2.0);
    EXPECT_NEAR(meter.bytesPerSecond(), 409'600.0, 4096.0);
    EXPECT_NEAR(meter.timePerSecond(), 2.0, 0.02);
    EXPECT_NEAR(meter.secondsUntil(45.0), 10.0, 0.2) << "t is 25 now";
    EXPECT_EQ(meter.secondsUntil(20.0), 0.0) << "the end has passed";
}

TEST(RateMeter, ForgetsWhatIsLongAgo)
{
    RateMeter meter(2.0);
    for (int i = 0; i < 100; ++i) {
        meter.add(0.1 * i, static_cast<std::uint64_t>(100 * i), i, static_cast<std::uint64_t>(800 * i));
    }
    for (int i = 100; i < 200; ++i) { // then the run stands still
        meter.add(0.1 * i, 9900, 99.0, 79'200);
    }
    EXPECT_EQ(meter.stepsPerSecond(), 0.0);
    EXPECT_EQ(meter.bytesPerSecond(), 0.0);
    EXPECT_TRUE(std::isnan(meter.secondsUntil(1000.0)));
}

TEST(RateMeter, SaysNothingOfBytesThatBecomeFewer)
{
    RateMeter meter;
    meter.add(0.0, 100, 1.0, 1'000'000); // another writer resumes the run, and counts from 0
    meter.add(1.0, 200, 2.0, 5'000);
    EXPECT_TRUE(std::isnan(meter.bytesPerSecond()));
    EXPECT_NEAR(meter.stepsPerSecond(), 100.0, 1e-9);
}

TEST(RateMeter, ResetForgetsAll)
{
    RateMeter meter;
    meter.add(0.0, 0, 0.0, 0);
    meter.add(1.0, 100, 1.0, 800);
    EXPECT_NEAR(meter.stepsPerSecond(), 100.0, 1e-9);
    meter.reset();
    EXPECT_TRUE(std::isnan(meter.stepsPerSecond()));
}

} // namespace h5pulse::viewer
