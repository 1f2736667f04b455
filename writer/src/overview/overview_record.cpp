// SPDX-License-Identifier: MIT
#include "overview/overview_record.h"

#include "format/overview.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace h5pulse {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kFineOne = 65'535.0; ///< OverviewFine::mean of the maximum

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

template <typename Record, typename Mean, typename Count>
void encode(const ColumnSums& sums, std::size_t blockSteps, std::byte* to, const Mean& toMean)
{
    for (std::size_t i = 0; i < sums.minimum.size(); ++i, to += sizeof(Record)) {
        const bool any = sums.minimum[i] <= sums.maximum[i];
        const double position = any ? positionOfMean(sums, i, blockSteps) : 0.0;
        const Record record{any ? sums.minimum[i] : kNan, any ? sums.maximum[i] : kNan, toMean(position),
                            static_cast<Count>(sums.nonFinite[i])};
        std::memcpy(to, &record, sizeof record);
    }
}

template <typename Record>
void decode(ColumnSums& sums, std::size_t blockSteps, const std::byte* from, double one)
{
    for (std::size_t i = 0; i < sums.minimum.size(); ++i, from += sizeof(Record)) {
        Record record;
        std::memcpy(&record, from, sizeof record);
        sums.nonFinite[i] += record.nonFinite;
        const double low = record.minimum;
        const double high = record.maximum;
        if (low <= high) {
            const auto finite = static_cast<long double>(blockSteps - record.nonFinite);
            const long double mean = low + (static_cast<long double>(high) - low) * (record.mean / one);
            sums.minimum[i] = std::min(sums.minimum[i], low);
            sums.maximum[i] = std::max(sums.maximum[i], high);
            sums.sum[i] += mean * finite;
        }
    }
}

} // namespace

void encodeBlock(const ColumnSums& sums, std::size_t level, std::size_t blockSteps, std::byte* to) noexcept
{
    if (level == 0) {
        const auto toMean = [](double x) { return static_cast<std::uint16_t>(x * kFineOne + 0.5); };
        encode<OverviewFine, decltype(toMean), std::uint16_t>(sums, blockSteps, to, toMean);
    } else {
        const auto toMean = [](double x) { return static_cast<float>(x); };
        encode<OverviewCoarse, decltype(toMean), std::uint32_t>(sums, blockSteps, to, toMean);
    }
}

void addBlock(ColumnSums& sums, std::size_t level, std::size_t blockSteps, const std::byte* from) noexcept
{
    if (level == 0) {
        decode<OverviewFine>(sums, blockSteps, from, kFineOne);
    } else {
        decode<OverviewCoarse>(sums, blockSteps, from, 1.0);
    }
}

std::size_t recordBytes(std::size_t level) noexcept
{
    return level == 0 ? sizeof(OverviewFine) : sizeof(OverviewCoarse);
}

} // namespace h5pulse
