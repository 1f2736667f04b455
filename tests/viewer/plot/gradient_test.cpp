// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/labels.h"
#include "plot/color_cells.h"
#include "plot/gradient.h"

#include <gtest/gtest.h>

#include <cmath>

namespace h5pulse::viewer::test {

namespace {

QColor colorAt(ColorMap map, double value, bool reversed = false)
{
    QCPColorGradient gradient = gradientOf(map, reversed, Qt::magenta);
    return QColor(gradient.color(value, {0.0, 1.0}));
}

/// Perceived lightness (CIE 1976), 0 to 100.
double lightness(const QColor& color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    const double y =
        0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
    return y > 0.008856 ? 116.0 * std::cbrt(y) - 16.0 : 903.3 * y;
}

} // namespace

TEST(Gradient, GetsLighterInEvenSteps)
{
    for (const ColorMap map : {ColorMap::Viridis, ColorMap::Cividis, ColorMap::Inferno, ColorMap::Grey}) {
        const double extent = lightness(colorAt(map, 1.0)) - lightness(colorAt(map, 0.0));
        EXPECT_GT(extent, 70.0) << idOf(map).toStdString();
        for (int i = 0; i < 10; ++i) {
            const double step = lightness(colorAt(map, (i + 1) / 10.0)) - lightness(colorAt(map, i / 10.0));
            EXPECT_NEAR(step, extent / 10.0, 4.5) << idOf(map).toStdString() << " at " << i;
        }
    }
}

TEST(Gradient, DivergesEquallyFromAWhiteMiddle)
{
    const QColor middle = colorAt(ColorMap::Diverging, 0.5);
    EXPECT_GT(lightness(middle), 94.0);
    EXPECT_LT(middle.saturation(), 12);
    for (const double away : {0.125, 0.25, 0.375, 0.5}) {
        const QColor low = colorAt(ColorMap::Diverging, 0.5 - away);
        const QColor high = colorAt(ColorMap::Diverging, 0.5 + away);
        EXPECT_NEAR(lightness(low), lightness(high), 5.0) << away;
        EXPECT_GT(low.blue(), low.red() + 20) << away;
        EXPECT_GT(high.red(), high.blue() + 20) << away;
    }
}

TEST(Gradient, CanBeReversedAndIsFoundByItsId)
{
    for (const ColorMap map : kColorMaps) {
        EXPECT_EQ(colorAt(map, 0.0, true), colorAt(map, 1.0)) << idOf(map).toStdString();
        EXPECT_EQ(colorAt(map, 1.0, true), colorAt(map, 0.0)) << idOf(map).toStdString();
        EXPECT_EQ(colorMapOf(idOf(map)), map);
        EXPECT_FALSE(titleOf(map).isEmpty());
    }
    EXPECT_EQ(colorMapOf(QStringLiteral("no such map")), ColorMap::Viridis);
    QCPColorGradient gradient = gradientOf(ColorMap::Grey, false, Qt::magenta);
    QRgb line[1];
    const double nan = std::nan("");
    gradient.colorize(&nan, {0.0, 1.0}, line, 1);
    EXPECT_EQ(QColor(line[0]), QColor(Qt::magenta));
}

TEST(ColorCells, LogarithmsAreExactEnoughForColours)
{
    for (const double decade : {-307.0, -8.0, -0.5, 0.0, 3.0, 308.0}) {
        for (double number = std::pow(10.0, decade); number < 1.8 * std::pow(10.0, decade); number *= 1.003) {
            ASSERT_NEAR(roughLog2(number), std::log2(number), 2e-5) << number;
        }
    }
    EXPECT_EQ(roughLog2(1.0), 0.0);
    EXPECT_EQ(roughLog2(0.25), -2.0);
    EXPECT_LT(roughLog2(5e-324), -1022.0);
}

} // namespace h5pulse::viewer::test
