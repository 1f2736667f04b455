// SPDX-License-Identifier: MIT
#pragma once

#include "format/overview.h"
#include "format/value_summary.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace h5pulse {

/// Meaning of the records of an overview, for writing and for reading them. Inline, because there are
/// millions.

inline constexpr double kFineOne = 65'535.0; ///< OverviewFine::mean of the maximum

/// Sets the position of the mean between minimum and maximum.
/// @param place  from 0 to 1
inline void setMeanPlace(OverviewFine& record, double place) noexcept
{
    record.mean = static_cast<std::uint16_t>(place * kFineOne + 0.5);
}

inline void setMeanPlace(OverviewCoarse& record, double place) noexcept
{
    record.mean = static_cast<float>(place);
}

/// Position of the mean between minimum and maximum: from 0 to 1, also in a damaged file.
inline double meanPlace(const OverviewFine& record) noexcept
{
    return record.mean * (1.0 / kFineOne);
}

inline double meanPlace(const OverviewCoarse& record) noexcept
{
    return std::isnan(record.mean) ? 0.5 : std::clamp(static_cast<double>(record.mean), 0.0, 1.0);
}

/// Whether the block has a finite value; then minimum, maximum and mean are finite.
template <typename Record>
bool hasValues(const Record& record) noexcept
{
    constexpr double largest = std::numeric_limits<double>::max();
    const double minimum = record.minimum;
    const double maximum = record.maximum;
    return std::abs(minimum) <= largest && std::abs(maximum) <= largest;
}

/// Summary of the values of a block of `blockSteps` steps, from its record.
template <typename Record>
ValueSummary summaryOf(const Record& record, std::size_t blockSteps) noexcept
{
    if (!hasValues(record)) {
        return {.nonFinite = blockSteps};
    }
    // Not minimum + place * (maximum - minimum): the difference can be larger than any number.
    const double place = meanPlace(record);
    const double mean = record.minimum * (1.0 - place) + record.maximum * place;
    const std::uint64_t nonFinite = std::min<std::uint64_t>(record.nonFinite, blockSteps);
    return {.minimum = record.minimum,
            .maximum = record.maximum,
            .scaledSum = mean * kSumScale * static_cast<double>(blockSteps - nonFinite),
            .nonFinite = nonFinite};
}

} // namespace h5pulse
