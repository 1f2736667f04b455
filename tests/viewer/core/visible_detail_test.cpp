// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scale/visible_detail.h"

#include <gtest/gtest.h>

namespace h5pulse::viewer {

TEST(VisibleDetail, HasAtLeastThePixelsOfThePlot)
{
    for (const int width : {-5, 0, 1, 63, 64, 65, 800, 1279, 3840}) {
        const FrameDetail detail = visibleDetail(width, std::nullopt, {});
        EXPECT_GE(static_cast<int>(detail.pixels), width);
        EXPECT_LT(static_cast<int>(detail.pixels), std::max(1, width) + 64);
        EXPECT_GT(detail.pixels, 0U) << "0 would mean everything";
        EXPECT_EQ(detail.window, std::nullopt);
    }
}

TEST(VisibleDetail, StaysWhileAPlotIsResizedALittle)
{
    EXPECT_EQ(visibleDetail(801, std::nullopt, {}), visibleDetail(830, std::nullopt, {}));
    EXPECT_NE(visibleDetail(800, std::nullopt, {}), visibleDetail(900, std::nullopt, {}));
}

TEST(VisibleDetail, CoversThePartThatIsVisible)
{
    const FrameDetail detail = visibleDetail(640, ProfileWindow{10.0, 20.0}, {});
    ASSERT_TRUE(detail.window);
    EXPECT_LT(detail.window->first, 10.0);
    EXPECT_GT(detail.window->last, 20.0);
}

TEST(VisibleDetail, StaysWhileTheUserMovesALittle)
{
    const FrameDetail first = visibleDetail(640, ProfileWindow{10.0, 20.0}, {});
    EXPECT_EQ(visibleDetail(640, ProfileWindow{11.0, 21.0}, first), first);
    EXPECT_EQ(visibleDetail(640, ProfileWindow{11.0, 19.0}, first), first);
    EXPECT_NE(visibleDetail(640, ProfileWindow{15.0, 25.0}, first), first) << "a part is outside";
    EXPECT_NE(visibleDetail(640, ProfileWindow{14.0, 16.0}, first), first) << "a part needs more detail";
}

/// Whatever window is kept, each pixel of the visible part has a column of its own.
TEST(VisibleDetail, IsFineEnoughAlsoInAWindowThatStays)
{
    FrameDetail detail;
    for (double width = 100.0; width > 1e-3; width *= 0.97) {
        const ProfileWindow visible{5.0 - 0.3 * width, 5.0 + 0.7 * width};
        detail = visibleDetail(500, visible, detail);
        const double share =
            (visible.last - visible.first) / (detail.window->last - detail.window->first);
        ASSERT_GE(share * static_cast<double>(detail.pixels), 500.0);
    }
}

} // namespace h5pulse::viewer
