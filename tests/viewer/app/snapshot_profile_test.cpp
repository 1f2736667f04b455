// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of a known curve, pixel by pixel.
#include "colors.h"
#include "program.h"

#include <h5pulse/writer.h>

#include <cmath>

namespace h5pulse::viewer::test {

namespace {

constexpr std::size_t kPoints = 201;
// The colours of the first curve and of the plot's background, in the light and the dark theme.
const QColor kLightCurve(0x2563c9);
const QColor kLightSurface(0xffffff);
const QColor kDarkCurve(0x6ea8fe);
const QColor kDarkSurface(0x121417);

/// A profile that rises from -1 to 1 and falls back.
std::vector<double> triangle()
{
    std::vector<double> values(kPoints);
    for (std::size_t i = 0; i < kPoints; ++i) {
        values[i] = 1.0 - std::abs(static_cast<double>(i) - 100.0) / 50.0;
    }
    return values;
}

struct Column
{
    int x = 0;
    double middle = 0.0; // mean row of the pixels with the colour of the curve
    int pixels = 0;
};

/// Columns of the plot area with pixels of a colour. The field list is to the left, and the time bar below.
std::vector<Column> curveColumns(const QImage& image, const QColor& color)
{
    std::vector<Column> columns;
    for (int x = image.width() * 30 / 100; x < image.width(); ++x) {
        Column column{x};
        for (int y = image.height() * 4 / 100; y < image.height() * 85 / 100; ++y) {
            if (isNear(image.pixelColor(x, y), color, 60)) {
                column.middle += y;
                ++column.pixels;
            }
        }
        if (column.pixels > 0) {
            column.middle /= column.pixels;
            columns.push_back(column);
        }
    }
    return columns;
}

struct Look
{
    const char* theme;
    int scale;
    QColor curve;
    QColor surface;
};

class SnapshotProfile : public ProgramTest, public testing::WithParamInterface<Look>
{
protected:
    SnapshotProfile()
    {
        Writer writer(m_file, {.fields = {{.name = "u", .shape = {kPoints}, .units = "V"}}});
        const std::vector<double> zeros(kPoints, 0.0);
        writer.append(0.0, triangle());
        writer.append(1.0, zeros);
        writer.close();
    }

    std::string m_file = path("run.h5");
};

} // namespace

TEST_P(SnapshotProfile, HasTheCurveWhereItMustBeAndNothingElsewhere)
{
    const Look& look = GetParam();
    const QImage image = picture({m_file, "--at", "0", "--theme", look.theme, "--scale",
                                  std::to_string(look.scale), "--size", "1000x700"});
    ASSERT_EQ(image.size(), QSize(1000, 700) * look.scale);
    const std::vector<Column> columns = curveColumns(image, look.curve);
    ASSERT_GT(columns.size(), 300U * static_cast<unsigned>(look.scale));
    EXPECT_EQ(columns.back().x - columns.front().x + 1, static_cast<int>(columns.size()))
        << "the curve has gaps";

    const auto [top, bottom] = std::ranges::minmax(columns, {}, &Column::middle);
    const double height = bottom.middle - top.middle;
    const double width = columns.back().x - columns.front().x;
    ASSERT_GT(height, 200.0 * look.scale);
    const double slope = 2.0 * height / width; // rows that the curve covers in a column of its flanks
    for (const Column& column : columns) {
        const double part = (column.x - columns.front().x) / width;
        const double expected = bottom.middle - height * (1.0 - std::abs(2.0 * part - 1.0));
        ASSERT_NEAR(column.middle, expected, 2.0 * look.scale + slope) << "column " << column.x;
        ASSERT_LE(column.pixels, 6 * look.scale * (1 + static_cast<int>(slope))) << "column " << column.x;
    }
    // Half-way up there is nothing at the foot of the curve, beside the grid.
    const Column& foot = columns[columns.size() / 50];
    const QColor above = image.pixelColor(foot.x, static_cast<int>(foot.middle - height / 2.3));
    EXPECT_TRUE(isNear(above, look.surface, 30)) << above.name().toStdString();
}

TEST_P(SnapshotProfile, DrawsTheStepThatIsAskedFor)
{
    const Look& look = GetParam();
    const QImage image =
        picture({m_file, "--at", "1", "--theme", look.theme, "--scale", std::to_string(look.scale)});
    const std::vector<Column> columns = curveColumns(image, look.curve);
    ASSERT_GT(columns.size(), 300U * static_cast<unsigned>(look.scale));
    for (const Column& column : columns) {
        ASSERT_NEAR(column.middle, columns.front().middle, 1.0) << "zeros: a flat line";
    }
}

INSTANTIATE_TEST_SUITE_P(Looks, SnapshotProfile,
                         testing::Values(Look{"light", 1, kLightCurve, kLightSurface},
                                         Look{"light", 2, kLightCurve, kLightSurface},
                                         Look{"dark", 1, kDarkCurve, kDarkSurface},
                                         Look{"dark", 2, kDarkCurve, kDarkSurface}),
                         [](const auto& look) {
                             return std::string(look.param.theme) + std::to_string(look.param.scale) + "x";
                         });

} // namespace h5pulse::viewer::test
