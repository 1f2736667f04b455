// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sparkline.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>

namespace h5pulse::viewer::test {

namespace {

QImage draw(Sparkline& line)
{
    line.resize(120, 40);
    return line.grab().toImage();
}

/// Whether the curve passes through a column at about this height above the ground, 0 to 1.
bool isDrawn(const QImage& image, double x, double height)
{
    const QColor ink = lightTheme().muted;
    const QColor paper = image.pixelColor(2, 2);
    const int column = static_cast<int>(x * (image.width() - 4)) + 2;
    const int row = static_cast<int>((1.0 - height) * (image.height() - 4)) + 1;
    for (int y = std::max(0, row - 2); y <= std::min(image.height() - 1, row + 2); ++y) {
        const QColor pixel = image.pixelColor(column, y);
        if (std::abs(pixel.red() - ink.red()) < std::abs(pixel.red() - paper.red())) {
            return true;
        }
    }
    return false;
}

} // namespace

TEST(Sparkline, ForgetsWhatIsOld)
{
    Sparkline line(600);
    for (int i = 0; i < 100'000; ++i) {
        line.add(i);
    }
    EXPECT_EQ(line.values().size(), 600U);
    EXPECT_EQ(line.values().back(), 99'999.0);
    EXPECT_EQ(line.values().front(), 99'400.0);
    line.clear();
    EXPECT_TRUE(line.values().empty());
}

TEST(Sparkline, DrawsTheNewestAtTheRightFromZeroToTheLargest)
{
    Sparkline line(100);
    for (int i = 0; i < 50; ++i) {
        line.add(i < 25 ? 10.0 : 5.0);
    }
    const QImage image = draw(line);
    EXPECT_FALSE(isDrawn(image, 0.25, 1.0)) << "nothing is known of that time";
    EXPECT_TRUE(isDrawn(image, 0.6, 1.0));
    EXPECT_FALSE(isDrawn(image, 0.9, 1.0));
    EXPECT_TRUE(isDrawn(image, 0.9, 0.5));
}

TEST(Sparkline, HasGapsWhereNothingIsKnown)
{
    Sparkline line(100);
    const double unknown = std::numeric_limits<double>::quiet_NaN();
    for (int i = 0; i < 100; ++i) {
        line.add(i >= 40 && i < 60 ? unknown : 1e308);
    }
    const QImage image = draw(line);
    EXPECT_TRUE(isDrawn(image, 0.2, 1.0));
    EXPECT_FALSE(isDrawn(image, 0.5, 1.0));
    EXPECT_TRUE(isDrawn(image, 0.8, 1.0));
    for (int i = 0; i < 100; ++i) {
        line.add(unknown);
    }
    EXPECT_FALSE(isDrawn(draw(line), 0.8, 1.0)) << "and none at all may be known";
}

} // namespace h5pulse::viewer::test
