// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace h5pulse {

/// Used for "no limit". Clocks count nanoseconds in 64 bits: a duration of more than 292 years, such as
/// std::chrono::milliseconds::max(), would overflow into the past when it is added to a time point or
/// compared with nanoseconds.
inline constexpr std::chrono::milliseconds kMaxDuration = std::chrono::hours{24 * 365 * 100};

/// The duration limited to 0 to 100 years, which can be added to any clock. NaN becomes 0.
constexpr std::chrono::milliseconds clampedDuration(std::chrono::duration<double> duration) noexcept
{
    if (duration >= kMaxDuration) {
        return kMaxDuration;
    }
    return duration.count() > 0.0 ? std::chrono::round<std::chrono::milliseconds>(duration)
                                  : std::chrono::milliseconds(0);
}

} // namespace h5pulse
