// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace h5pulse {

/// Curves, images or bins that share an axis.
using DataRanges = std::vector<std::span<const double>>;

/// What an axis has to know of the data on it. Only finite values count.
struct DataExtent
{
    static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

    double low = kNone; ///< NaN: there is no finite value
    double high = kNone;
    double lowestPositive = kNone;
    std::uint64_t notPositive = 0; ///< finite values ≤ 0
    double commonLow = kNone;      ///< 1 % of the values are lower; NaN: not asked for
    double commonHigh = kNone;     ///< 1 % of the values are higher

    void include(double value);
    void include(const DataExtent& other);
};

/// One pass over the data.
DataExtent extentOf(const DataRanges& data);

/// Sets commonLow and commonHigh, from at most some 20,000 evenly chosen values.
/// @param positive  only values > 0 count: for logarithmic axes
void findCommon(DataExtent& extent, const DataRanges& data, bool positive);

} // namespace h5pulse
