// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace h5pulse {

/// The bin that contains a value, of bins of equal width from `low` on; the first or last for values outside.
inline std::size_t nearestBin(double value, double low, double width, std::size_t bins)
{
    // Halves: the difference of two doubles may be larger than any double.
    const double bin = std::floor((value / 2.0 - low / 2.0) / (width / 2.0));
    auto index = static_cast<std::size_t>(std::clamp(bin, 0.0, static_cast<double>(bins - 1)));
    // By the edges as they are rounded.
    if (index > 0 && value < low + static_cast<double>(index) * width) {
        --index;
    } else if (index + 1 < bins && value >= low + static_cast<double>(index + 1) * width) {
        ++index;
    }
    return index;
}

} // namespace h5pulse
