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
constexpr long double kFineOne = 65'535.0L; ///< OverviewFine::mean of the maximum

/// Where the mean lies between minimum and maximum, from 0 to 1.
long double positionOfMean(const ColumnSums& sums, std::size_t column, std::size_t blockSteps) noexcept
{
    const long double low = sums.minimum[column];
    const long double span = sums.maximum[column] - low;
    const auto finite = static_cast<long double>(blockSteps - sums.nonFinite[column]);
    return span > 0.0L ? std::clamp((sums.sum[column] / finite - low) / span, 0.0L, 1.0L) : 0.0L;
}

template <typename Record, typename Mean, typename Count>
void encode(const ColumnSums& sums, std::size_t blockSteps, std::byte* to, const Mean& toMean)
{
    for (std::size_t i = 0; i < sums.minimum.size(); ++i, to += sizeof(Record)) {
        const bool any = sums.minimum[i] <= sums.maximum[i];
        const long double position = any ? positionOfMean(sums, i, blockSteps) : 0.0L;
        const Record record{any ? sums.minimum[i] : kNan, any ? sums.maximum[i] : kNan, toMean(position),
                            static_cast<Count>(sums.nonFinite[i])};
        std::memcpy(to, &record, sizeof record);
    }
}

template <typename Record>
void decode(ColumnSums& sums, std::size_t blockSteps, const std::byte* from, long double one)
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
        const auto toMean = [](long double x) {
            return static_cast<std::uint16_t>(std::lround(x * kFineOne));
        };
        encode<OverviewFine, decltype(toMean), std::uint16_t>(sums, blockSteps, to, toMean);
    } else {
        const auto toMean = [](long double x) { return static_cast<float>(x); };
        encode<OverviewCoarse, decltype(toMean), std::uint32_t>(sums, blockSteps, to, toMean);
    }
}

void addBlock(ColumnSums& sums, std::size_t level, std::size_t blockSteps, const std::byte* from) noexcept
{
    if (level == 0) {
        decode<OverviewFine>(sums, blockSteps, from, kFineOne);
    } else {
        decode<OverviewCoarse>(sums, blockSteps, from, 1.0L);
    }
}

std::size_t recordBytes(std::size_t level) noexcept
{
    return level == 0 ? sizeof(OverviewFine) : sizeof(OverviewCoarse);
}

} // namespace h5pulse
