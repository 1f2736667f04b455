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
    reduceProfile(frame, {.pixels = 500});
    EXPECT_EQ(frame.real, before);
    EXPECT_EQ(frame.components, nullptr);
}

TEST(Reduce, KeepsEveryExtremeOfAProfile)
{
    Frame frame = profile(100'000);
    frame.real[12'345] = 50.0; // one point
    frame.real[77'777] = -50.0;
    frame.real[50'000] = NAN;
    reduceProfile(frame, {.pixels = 500});
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

TEST(Reduce, KeepsEveryPointOfASmallWindow)
{
    Frame frame = profile(100'000);
    const std::vector<double> before = frame.real;
    frame.real[12'345] = 50.0; // outside
    reduceProfile(frame, {.pixels = 500, .window = ProfileWindow{50'100.0, 51'099.0}});
    EXPECT_LT(frame.real.size(), 1000U + 1000U / 2U);
    const auto first = std::ranges::find(*frame.components, 50'000U);
    ASSERT_NE(first, frame.components->end());
    const auto at = static_cast<std::size_t>(first - frame.components->begin());
    for (std::size_t i = 0; i < 1000; ++i) {
        ASSERT_EQ(frame.componentAt(at + i), 50'000U + i);
        ASSERT_EQ(frame.real[at + i], before[50'000 + i]);
    }
    EXPECT_TRUE(std::ranges::is_sorted(*frame.components));
    EXPECT_EQ(std::ranges::max(frame.real), 50.0) << "extremes outside stay";
}

TEST(Reduce, TakesWindowsOutsideOfTheProfile)
{
    for (const ProfileWindow window : {ProfileWindow{-5.0, 3.0}, ProfileWindow{1e9, 2e9}}) {
        Frame frame = profile(100'000);
        reduceProfile(frame, {.pixels = 80, .window = window});
        EXPECT_GT(frame.real.size(), 2U);
        EXPECT_LE(frame.real.size(), 160U);
        EXPECT_TRUE(std::ranges::is_sorted(*frame.components));
    }
}

TEST(Reduce, KnowsWhatIsEnoughForTwo)
{
    const FrameDetail narrow{.pixels = 300};
    const FrameDetail wide{.pixels = 900};
    EXPECT_EQ(finer(narrow, wide), wide);
    EXPECT_EQ(finer(wide, FrameDetail{}), FrameDetail{}) << "one wants everything";
    const FrameDetail zoomed{.pixels = 300, .window = ProfileWindow{0.0, 1.0}};
    EXPECT_EQ(finer(zoomed, zoomed), zoomed);
    EXPECT_EQ(finer(zoomed, narrow), FrameDetail{});
}

TEST(Reduce, KeepsExtremesOfBothParts)
{
    Frame frame = profile(100'000);
    frame.imaginary.assign(100'000, 0.0);
    frame.imaginary[4321] = 9.0;
    reduceProfile(frame, {.pixels = 500});
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
    reduceImage(frame, {.pixels = 45}); // each pixel has a value of its own
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
    reduceImage(frame, {.pixels = 2});
    EXPECT_EQ(frame.real, (std::vector<double>{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(frame.blockRows, 1U);
}

} // namespace h5pulse::viewer
