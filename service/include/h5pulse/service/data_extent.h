// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace h5pulse {

/// Curves, images or bins that share an axis.
using DataRanges = std::vector<std::span<const double>>;

/// Properties of data that determine the range of its axis. Only finite values count.
struct DataExtent
{
    static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

    double low = kNone; ///< NaN: no finite values
    double high = kNone;
    double lowestPositive = kNone;
    std::uint64_t notPositive = 0; ///< finite values ≤ 0
    double commonLow = kNone;      ///< 1 % of the values are lower; NaN: not computed
    double commonHigh = kNone;     ///< 1 % of the values are higher

    void include(double value);
    void include(const DataExtent& other);
};

/// Computes everything except commonLow and commonHigh, in one pass over the data.
DataExtent extentOf(const DataRanges& data);

/// Sets commonLow and commonHigh from about 20,000 evenly chosen values at most.
/// @param positive  only values > 0 count: for logarithmic axes
void findCommon(DataExtent& extent, const DataRanges& data, bool positive);

} // namespace h5pulse
