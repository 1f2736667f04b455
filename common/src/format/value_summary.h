// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

namespace h5pulse {

/// No sum of 2^64 finite numbers overflows when each is multiplied by this. Exact except for values below
/// 1e-270.
inline constexpr double kSumScale = 0x1p-64;

/// Summary of some values, from which overviews and reductions are built. Initially a summary of no values.
struct ValueSummary
{
    double minimum = std::numeric_limits<double>::infinity(); ///< of the finite values
    double maximum = -std::numeric_limits<double>::infinity();
    double scaledSum = 0.0; ///< of the finite values, times kSumScale
    std::uint64_t nonFinite = 0;

    /// Adds the summary of further values.
    void add(const ValueSummary& more) noexcept
    {
        minimum = std::min(minimum, more.minimum);
        maximum = std::max(maximum, more.maximum);
        scaledSum += more.scaledSum;
        nonFinite += more.nonFinite;
    }

    bool hasFinite() const noexcept { return minimum <= maximum; }

    /// Mean of the finite values.
    /// @param finite  number of finite values, at least one
    /// @pre hasFinite()
    double mean(std::uint64_t finite) const noexcept
    {
        return std::clamp(scaledSum / (static_cast<double>(finite) * kSumScale), minimum, maximum);
    }
};

} // namespace h5pulse
