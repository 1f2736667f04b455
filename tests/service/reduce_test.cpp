// SPDX-License-Identifier: MIT
#include "frames/reduce.h"

#include <h5pulse/service/frame.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace h5pulse::viewer {

namespace {

Frame profile(std::size_t points)
{
    Frame frame;
    std::vector<double> x(points);
    std::iota(x.begin(), x.end(), 100.0);
    frame.x = std::make_shared<const std::vector<double>>(std::move(x));
    for (std::size_t i = 0; i < points; ++i) {
        frame.real.push_back(std::sin(0.001 * static_cast<double>(i)));
    }
    return frame;
}

} // namespace

TEST(Reduce, LeavesSmallProfilesAlone)
{
    Frame frame = profile(1000);
    const std::vector<double> before = frame.real;
    reduceProfile(frame, 1000);
    EXPECT_EQ(frame.real, before);
    EXPECT_EQ(frame.components, nullptr);
}

TEST(Reduce, KeepsEveryExtremeOfAProfile)
{
    Frame frame = profile(100'000);
    frame.real[12'345] = 50.0; // one point
    frame.real[77'777] = -50.0;
    frame.real[50'000] = NAN;
    reduceProfile(frame, 1000);
    EXPECT_LE(frame.real.size(), 1000U);
    EXPECT_GT(frame.real.size(), 500U);
    ASSERT_EQ(frame.x->size(), frame.real.size());
    EXPECT_TRUE(std::ranges::is_sorted(*frame.x));
    for (const auto& [component, value] : {std::pair(12'345U, 50.0), std::pair(77'777U, -50.0)}) {
        const auto at = std::ranges::find(*frame.components, component);
        ASSERT_NE(at, frame.components->end());
        const std::ptrdiff_t i = at - frame.components->begin();
        EXPECT_EQ(frame.real[static_cast<std::size_t>(i)], value);
        EXPECT_EQ((*frame.x)[static_cast<std::size_t>(i)], 100.0 + component);
    }
}

TEST(Reduce, KeepsExtremesOfBothParts)
{
    Frame frame = profile(100'000);
    frame.imaginary.assign(100'000, 0.0);
    frame.imaginary[4321] = 9.0;
    reduceProfile(frame, 2000);
    EXPECT_LE(frame.real.size(), 2000U);
    EXPECT_EQ(frame.real.size(), frame.imaginary.size());
    EXPECT_EQ(*std::ranges::max_element(frame.imaginary), 9.0);
}

TEST(Reduce, KeepsHotAndDeadPixels)
{
    Frame frame;
    frame.rows = 100;
    frame.columns = 250;
    frame.real.assign(frame.rows * frame.columns, 10.0);
    frame.real[33 * 250 + 199] = 65'535.0;
    frame.real[99 * 250 + 0] = 0.0;
    reduceImage(frame, 60);
    EXPECT_EQ(frame.blockRows, 2U);
    EXPECT_EQ(frame.blockColumns, 5U);
    ASSERT_EQ(frame.rows, 50U);
    ASSERT_EQ(frame.columns, 50U);
    EXPECT_EQ(frame.real[(33 / 2) * 50 + 199 / 5], 65'535.0);
    EXPECT_EQ(frame.real[(99 / 2) * 50 + 0], 0.0);
    EXPECT_EQ(std::ranges::count(frame.real, 10.0), 2498);
}

TEST(Reduce, LeavesSmallImagesAlone)
{
    Frame frame;
    frame.rows = 3;
    frame.columns = 2;
    frame.real = {1, 2, 3, 4, 5, 6};
    reduceImage(frame, 3);
    EXPECT_EQ(frame.real, (std::vector<double>{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(frame.blockRows, 1U);
}

} // namespace h5pulse::viewer
