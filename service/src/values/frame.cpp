// SPDX-License-Identifier: MIT
#include <h5pulse/service/frame.h>

#include <algorithm>
#include <cmath>

namespace h5pulse {

void measure(Frame& frame)
{
    const DataExtent extent = extentOf({frame.real, frame.imaginary});
    frame.minimum = extent.low;
    frame.maximum = extent.high;
    frame.lowestPositive = extent.lowestPositive;
    frame.notPositive = extent.notPositive;
    frame.nonFinite = 0;
    for (const std::vector<double>* values : {&frame.real, &frame.imaginary}) {
        frame.nonFinite += static_cast<std::uint64_t>(
            std::ranges::count_if(*values, [](double value) { return !std::isfinite(value); }));
    }
}

FrameDetail finer(const FrameDetail& a, const FrameDetail& b)
{
    FrameDetail both{.pixels = a.pixels == 0 || b.pixels == 0 ? 0 : std::max(a.pixels, b.pixels)};
    if (a.window == b.window) {
        both.window = a.window;
    } else {
        both.pixels = 0; // the windows need different points
    }
    return both;
}

DataExtent extentOf(const Frame& frame)
{
    return {.low = frame.minimum,
            .high = frame.maximum,
            .lowestPositive = frame.lowestPositive,
            .notPositive = frame.notPositive};
}

} // namespace h5pulse
