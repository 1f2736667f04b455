// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace_points.h"

#include <gtest/gtest.h>

#include <cmath>

namespace h5pulse::viewer {

namespace {

using Axis = TraceWindow::Axis;

/// Bins of four steps each; times are steps / 10.
Trace makeTrace(const std::vector<std::pair<double, double>>& extremes)
{
    Trace trace;
    for (const auto& [low, high] : extremes) {
        const std::uint64_t first = 4 * trace.bins.size();
        const auto time = [](std::uint64_t step) { return static_cast<double>(step) / 10.0; };
        trace.bins.push_back({first, first + 4, time(first), time(first + 3), low, high});
    }
    return trace;
}

std::vector<double> valuesOf(const std::vector<TracePoint>& points)
{
    std::vector<double> values;
    for (const TracePoint& point : points) {
        values.push_back(point.value);
    }
    return values;
}

} // namespace

TEST(TracePoints, DrawWhatRisesOrFallsSteadilyAsItIs)
{
    const Trace rises = makeTrace({{0, 3}, {4, 7}, {8, 11}});
    EXPECT_EQ(valuesOf(traceLine(rises, Axis::Time)), (std::vector<double>{0, 3, 4, 7, 8, 11}));
    const Trace falls = makeTrace({{8, 11}, {4, 7}, {0, 3}});
    EXPECT_EQ(valuesOf(traceLine(falls, Axis::Time)), (std::vector<double>{11, 8, 7, 4, 3, 0}));
    EXPECT_EQ(traceLine(rises, Axis::Time)[1].key, 0.3);
    EXPECT_EQ(traceLine(rises, Axis::Step)[1].key, 3.0);
}

TEST(TracePoints, HaveBothExtremesOfEachBinAndGaps)
{
    Trace trace = makeTrace({{-1, 5}, {NAN, NAN}, {0, 9}});
    trace.bins.push_back({12, 13, 1.2, 1.2, 4, 4});
    const std::vector<double> values = valuesOf(traceLine(trace, Axis::Time));
    ASSERT_EQ(values.size(), 6U);
    EXPECT_EQ(std::min(values[0], values[1]), -1.0);
    EXPECT_EQ(std::max(values[0], values[1]), 5.0);
    EXPECT_TRUE(std::isnan(values[2])) << "no finite value: a gap";
    EXPECT_EQ(std::min(values[3], values[4]), 0.0);
    EXPECT_EQ(std::max(values[3], values[4]), 9.0);
    EXPECT_EQ(values[5], 4.0) << "a single step is a point";
}

TEST(TracePoints, BridgeWhatNobodyHasLookedAtFromMeanToMean)
{
    Trace trace = makeTrace({{0, 9}, {0, 0}, {2, 12}});
    trace.bins.erase(trace.bins.begin() + 1);
    trace.bins[0].mean = 4;
    trace.bins[1].mean = 5;
    const std::vector<TracePoint> points = traceLine(trace, Axis::Step);
    EXPECT_EQ(valuesOf(points), (std::vector<double>{0, 9, 4, 5, 2, 12}));
    EXPECT_EQ(points[2].key, 3.0);
    EXPECT_EQ(points[3].key, 8.0);
}

TEST(TracePoints, OfWideBinsAreTwoEdges)
{
    const TraceBand band = traceBand(makeTrace({{-1, 5}, {0, 9}}), Axis::Step);
    EXPECT_EQ(valuesOf(band.lower), (std::vector<double>{-1, -1, 0, 0}));
    EXPECT_EQ(valuesOf(band.upper), (std::vector<double>{5, 5, 9, 9}));
    EXPECT_EQ(band.lower[1].key, 3.0) << "as wide as the bin";
    EXPECT_EQ(band.lower[2].key, 4.0);
}

TEST(TracePoints, AreFoundByTimeAndStep)
{
    const Trace trace = makeTrace({{0, 3}, {4, 7}, {8, 11}});
    EXPECT_EQ(trace.binAt(0.45, Axis::Time)->low, 4.0);
    EXPECT_EQ(trace.binAt(4.0, Axis::Step)->low, 4.0);
    EXPECT_EQ(trace.binAt(-1.0, Axis::Time)->low, 0.0);
    EXPECT_EQ(trace.binAt(1e9, Axis::Time)->low, 8.0);
    EXPECT_EQ(Trace().binAt(0.0, Axis::Time), nullptr);
}

} // namespace h5pulse::viewer
