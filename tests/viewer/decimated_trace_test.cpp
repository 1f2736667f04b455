// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decimated_trace.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace h5pulse::viewer {

namespace {

struct Data
{
    std::vector<double> times;
    std::vector<double> values;
};

/// A random walk with rare spikes of one step.
Data walk(std::size_t steps)
{
    std::mt19937 random(20'230'801);
    std::normal_distribution<double> normal;
    Data data;
    double value = 0.0;
    for (std::size_t k = 0; k < steps; ++k) {
        value += normal(random);
        data.times.push_back(0.01 * static_cast<double>(k));
        data.values.push_back(k % 997 == 500 ? value + 1e3 * normal(random) : value);
    }
    return data;
}

} // namespace

TEST(DecimatedTrace, IsExactUpToItsCapacity)
{
    const Data data = walk(64);
    DecimatedTrace trace(64);
    trace.append(data.times, data.values);
    const std::vector<TracePoint> points = trace.points();
    ASSERT_EQ(points.size(), 64U);
    for (std::size_t k = 0; k < points.size(); ++k) {
        EXPECT_EQ(points[k].step, k);
        EXPECT_EQ(points[k].time, data.times[k]);
        EXPECT_EQ(points[k].value, data.values[k]);
    }
}

TEST(DecimatedTrace, KeepsWhatIsDrawnOfEveryBucket)
{
    const Data data = walk(100'003);
    DecimatedTrace trace(64);
    // In blocks of odd sizes, as they come from a file.
    for (std::size_t first = 0; first < data.values.size(); first += 777) {
        const std::size_t count = std::min<std::size_t>(777, data.values.size() - first);
        trace.append(std::span(data.times).subspan(first, count),
                     std::span(data.values).subspan(first, count));
    }
    EXPECT_EQ(trace.steps(), data.values.size());
    const std::vector<TracePoint> points = trace.points();
    EXPECT_TRUE(std::ranges::is_sorted(points, {}, &TracePoint::step));
    for (const TracePoint& point : points) {
        ASSERT_LT(point.step, data.values.size());
        EXPECT_EQ(point.value, data.values[point.step]);
        EXPECT_EQ(point.time, data.times[point.step]);
    }
    const std::uint64_t width = trace.stepsPerBucket();
    for (std::uint64_t first = 0; first < data.values.size(); first += width) {
        const std::uint64_t last = std::min<std::uint64_t>(first + width, data.values.size());
        const auto [low, high] = std::minmax_element(data.values.begin() + static_cast<std::ptrdiff_t>(first),
                                                     data.values.begin() + static_cast<std::ptrdiff_t>(last));
        const auto has = [&](double value) {
            return std::ranges::any_of(points, [&](const TracePoint& point) {
                return point.step >= first && point.step < last && point.value == value;
            });
        };
        EXPECT_TRUE(has(*low)) << first;
        EXPECT_TRUE(has(*high)) << first;
        EXPECT_TRUE(has(data.values[first])) << first;
        EXPECT_TRUE(has(data.values[last - 1])) << first;
    }
}

TEST(DecimatedTrace, HasBoundedMemory)
{
    DecimatedTrace trace(128);
    const std::vector<double> block(1000, 1.0);
    for (int i = 0; i < 1000; ++i) {
        trace.append(block, block);
        ASSERT_LE(trace.buckets(), 128U);
        ASSERT_LE(trace.points().size(), 4 * 128U);
    }
    EXPECT_EQ(trace.steps(), 1'000'000U);
    EXPECT_GE(trace.buckets(), 32U) << "and uses what it may have";
}

TEST(DecimatedTrace, CountsAndSkipsValuesThatAreNotFinite)
{
    DecimatedTrace trace(4);
    const std::vector<double> times{0, 1, 2, 3, 4, 5, 6, 7};
    const std::vector<double> values{NAN, 1, INFINITY, -INFINITY, NAN, NAN, 5, NAN};
    trace.append(times, values); // buckets of two: {nan, 1}, {inf, -inf}, {nan, nan}, {5, nan}
    EXPECT_EQ(trace.nonFinite(), 6U);
    const std::vector<TracePoint> points = trace.points();
    ASSERT_EQ(points.size(), 4U);
    EXPECT_EQ(points[0].value, 1.0);
    EXPECT_TRUE(std::isnan(points[1].value)) << "a gap";
    EXPECT_TRUE(std::isnan(points[2].value));
    EXPECT_EQ(points[3].value, 5.0);
}

TEST(DecimatedTrace, TellsWhetherTimesAscend)
{
    const std::vector<double> values{1, 2, 3};
    DecimatedTrace good;
    good.append(std::vector<double>{0, 0, 1}, values);
    EXPECT_TRUE(good.timesAscend());
    DecimatedTrace back;
    back.append(std::vector<double>{0, 2, 1}, values);
    EXPECT_FALSE(back.timesAscend());
    DecimatedTrace unknown;
    unknown.append(std::vector<double>{0, NAN, 1}, values);
    EXPECT_FALSE(unknown.timesAscend());
}

} // namespace h5pulse::viewer
