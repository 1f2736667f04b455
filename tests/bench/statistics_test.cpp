// SPDX-License-Identifier: MIT
#include <contestants/results.h>
#include <contestants/workload.h>
#include <statistics.h>
#include <step_clock.h>

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace {

TEST(BenchStatistics, QuantilesAreNearestRanks)
{
    std::vector<int> values(100'000);
    std::iota(values.begin(), values.end(), 1);
    EXPECT_EQ(bench::quantile(values, 5'000), 50'000);
    EXPECT_EQ(bench::quantile(values, 9'990), 99'900);
    EXPECT_EQ(bench::quantile(values, 9'999), 99'990);
    EXPECT_EQ(bench::quantile(values, 10'000), 100'000);
    EXPECT_EQ(bench::quantile(std::vector<int>{7}, 1), 7);
    EXPECT_EQ(bench::quantile(std::vector<int>{3, 5, 9}, 5'000), 5);
}

TEST(BenchStatistics, SpreadTakesTheMiddle)
{
    const auto odd = bench::spread({5.0, 1.0, 3.0});
    EXPECT_EQ(odd.median, 3.0);
    EXPECT_EQ(odd.min, 1.0);
    EXPECT_EQ(odd.max, 5.0);
    EXPECT_EQ(bench::spread({4.0, 1.0, 2.0, 8.0}).median, 3.0);
}

TEST(BenchStatistics, RatiosAreTakenWithinARound)
{
    bench::Results results;
    results.contestants.push_back({.name = "write", .wall = {{1.0, 0.0}, {2.0, 0.0}}});
    results.contestants.push_back({.name = "other", .wall = {{3.0, 0.0}, {8.0, 0.0}}});
    EXPECT_EQ(bench::wallRatios(results, "other", "write"), (std::vector<double>{3.0, 4.0}));
    results.contestants.erase(results.contestants.begin());
    EXPECT_TRUE(bench::wallRatios(results, "other", "write").empty());
}

TEST(BenchStatistics, StepClockSeesTheOneLongStep)
{
    bench::StepClock clock(10'000);
    clock.start();
    for (int i = 0; i < 9'999; ++i) {
        clock.lap();
    }
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(20);
    while (std::chrono::steady_clock::now() < until) {
    }
    clock.lap();
    const auto times = clock.summary();
    EXPECT_GE(times.max, 0.02);
    EXPECT_LT(times.p50, 0.001);
    EXPECT_LE(times.p50, times.p999);
    EXPECT_LE(times.p999, times.p9999);
    EXPECT_LE(times.p9999, times.max);
}

} // namespace
