// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of a known image.
#include "colors.h"
#include "program.h"

#include <h5pulse/writer.h>

namespace h5pulse::viewer::test {

namespace {

struct Patch
{
    int pixels = 0;
    double x = 0.0; // centre
    double y = 0.0;
};

/// The pixels of a colour in the area of the plot, without the colour scale at its right.
Patch patchOf(const QImage& image, const QColor& color)
{
    Patch patch;
    for (int y = 0; y < image.height() * 85 / 100; ++y) {
        for (int x = image.width() * 25 / 100; x < image.width() * 93 / 100; ++x) {
            if (isNear(image.pixelColor(x, y), color, 3)) {
                ++patch.pixels;
                patch.x += x;
                patch.y += y;
            }
        }
    }
    patch.x /= std::max(1, patch.pixels);
    patch.y /= std::max(1, patch.pixels);
    return patch;
}

} // namespace

using SnapshotImage = ProgramTest;

TEST_F(SnapshotImage, HasItsPixelsWhereTheyBelong)
{
    const std::string file = path("frames.h5");
    constexpr std::size_t kRows = 6;
    constexpr std::size_t kColumns = 8;
    {
        Writer writer(
            file, {.fields = {{.name = "frames", .shape = {kRows, kColumns}, .type = ElementType::UInt16}}});
        std::vector<std::uint16_t> pixels(kRows * kColumns, 30'000);
        pixels.front() = 65'535;
        pixels.back() = 0;
        writer.append(0.0, pixels);
        writer.close();
    }
    for (const int scale : {1, 2}) {
        const QImage image = picture({file, "--scale", std::to_string(scale)});
        const Patch high = patchOf(image, QColor(0xfde725));
        const Patch low = patchOf(image, QColor(0x440154));
        const int cell = 50 * 50 * scale * scale; // at least
        EXPECT_GT(high.pixels, cell);
        EXPECT_GT(low.pixels, cell);
        EXPECT_NEAR(high.pixels, low.pixels, 0.1 * high.pixels) << "each is one pixel of 48";
        EXPECT_LT(high.x, low.x) << "column 0 is at the left";
        EXPECT_LT(high.y, low.y) << "row 0 is on top";
        EXPECT_NEAR((low.x - high.x) / (kColumns - 1), (low.y - high.y) / (kRows - 1), 2.0 * scale)
            << "pixels are square";
    }
}

} // namespace h5pulse::viewer::test
