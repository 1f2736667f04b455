// SPDX-License-Identifier: MIT
#include "values/nearest_bin.h"

#include <h5pulse/service/histogram.h>

namespace h5pulse {

std::optional<std::size_t> HistogramResult::binAt(double value) const
{
    const bool inside = !counts.empty() && value >= low && value <= edge(counts.size());
    return inside ? std::optional(nearestBin(value, low, width, counts.size())) : std::nullopt;
}

} // namespace h5pulse
