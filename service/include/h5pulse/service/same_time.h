// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

namespace h5pulse {

/// The latest time that counts as equal to this one. Times are sums of many time steps, so a user who enters
/// 0.3 also means the step at 0.30000000000000004.
inline double latestSameTime(double time)
{
    return time + 1e-9 * std::abs(time);
}

} // namespace h5pulse
