// SPDX-License-Identifier: MIT
#include "os/duration.h"

#include <gtest/gtest.h>

#include <limits>

namespace h5pulse::test {

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;
using std::chrono::milliseconds;

constexpr double kEndless = std::numeric_limits<double>::infinity();

TEST(Duration, OfNoUnusualLengthStaysAsItIs)
{
    for (const std::int64_t count : {0, 1, 100, 10'000, 86'400'000}) {
        EXPECT_EQ(clampedDuration(milliseconds(count)), milliseconds(count));
    }
    EXPECT_EQ(clampedDuration(Seconds(0.3)), milliseconds(300));
}

TEST(Duration, ForEverCanBeAddedToAnyClock)
{
    for (const auto forEver : {clampedDuration(milliseconds::max()), clampedDuration(Seconds(kEndless)),
                               clampedDuration(Seconds(1e300)), clampedDuration(std::chrono::hours::max())}) {
        EXPECT_EQ(forEver, kMaxDuration);
        EXPECT_GT(Clock::now() + forEver, Clock::now());
        EXPECT_GT(std::chrono::system_clock::now() + forEver, std::chrono::system_clock::now());
        EXPECT_LT(Clock::now() - Clock::time_point(), forEver);
    }
}

TEST(Duration, WhatIsNoneIsZero)
{
    for (const double seconds : {-0.0, -1.0, -kEndless, std::numeric_limits<double>::quiet_NaN()}) {
        EXPECT_EQ(clampedDuration(Seconds(seconds)), milliseconds(0)) << seconds;
    }
    EXPECT_EQ(clampedDuration(milliseconds::min()), milliseconds(0));
}

} // namespace

} // namespace h5pulse::test
