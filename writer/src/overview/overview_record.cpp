// SPDX-License-Identifier: MIT
#include "overview/overview_record.h"

#include "format/overview_record.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace h5pulse {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Where the mean lies between minimum and maximum, from 0 to 1.
template <typename Real>
double positionOfMean(double minimum, double maximum, long double sum, std::size_t finite) noexcept
{
    const Real low = minimum;
    const Real span = maximum - low;
    if (!(span > 0)) {
        return 0.0;
    }
    return static_cast<double>(
        std::clamp<Real>((static_cast<Real>(sum) / static_cast<Real>(finite) - low) / span, 0, 1));
}

double positionOfMean(const ColumnSums& sums, std::size_t column, std::size_t blockSteps) noexcept
{
    const double low = sums.minimum[column];
    const double high = sums.maximum[column];
    const long double sum = sums.sum[column];
    const std::size_t finite = blockSteps - sums.nonFinite[column];
    // Double does, but for numbers near its limit.
    constexpr double large = 1e150;
    return std::max(-low, high) < large ? positionOfMean<double>(low, high, sum, finite)
                                        : positionOfMean<long double>(low, high, sum, finite);
}

template <typename Record>
void encode(const ColumnSums& sums, std::size_t blockSteps, std::byte* to)
{
    for (std::size_t i = 0; i < sums.minimum.size(); ++i, to += sizeof(Record)) {
        const bool any = sums.minimum[i] <= sums.maximum[i];
        Record record{};
        record.minimum = any ? sums.minimum[i] : kNan;
        record.maximum = any ? sums.maximum[i] : kNan;
        record.nonFinite = static_cast<decltype(record.nonFinite)>(sums.nonFinite[i]);
        setMeanPlace(record, any ? positionOfMean(sums, i, blockSteps) : 0.0);
        std::memcpy(to, &record, sizeof record);
    }
}

template <typename Record>
void decode(ColumnSums& sums, std::size_t blockSteps, const std::byte* from)
{
    for (std::size_t i = 0; i < sums.minimum.size(); ++i, from += sizeof(Record)) {
        Record record;
        std::memcpy(&record, from, sizeof record);
        const std::uint64_t finite = finiteOf(record, blockSteps);
        sums.nonFinite[i] += static_cast<std::uint32_t>(blockSteps - finite);
        if (hasValues(record)) {
            sums.minimum[i] = std::min<double>(sums.minimum[i], record.minimum);
            sums.maximum[i] = std::max<double>(sums.maximum[i], record.maximum);
            sums.sum[i] += static_cast<long double>(meanOf(record)) * static_cast<long double>(finite);
        }
    }
}

} // namespace

void encodeBlock(const ColumnSums& sums, std::size_t level, std::size_t blockSteps, std::byte* to) noexcept
{
    if (level == 0) {
        encode<OverviewFine>(sums, blockSteps, to);
    } else {
        encode<OverviewCoarse>(sums, blockSteps, to);
    }
}

void addBlock(ColumnSums& sums, std::size_t level, std::size_t blockSteps, const std::byte* from) noexcept
{
    if (level == 0) {
        decode<OverviewFine>(sums, blockSteps, from);
    } else {
        decode<OverviewCoarse>(sums, blockSteps, from);
    }
}

std::size_t recordBytes(std::size_t level) noexcept
{
    return level == 0 ? sizeof(OverviewFine) : sizeof(OverviewCoarse);
}

} // namespace h5pulse
