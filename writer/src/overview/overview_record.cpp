// SPDX-License-Identifier: MIT
#include "overview/overview_record.h"

#include "format/overview_record.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace h5pulse {

namespace {

/// Position of the mean between minimum and maximum, from 0 to 1.
template <typename Real>
double positionOfMean(const ValueSummary& values, std::uint64_t finite) noexcept
{
    const Real low = values.minimum;
    const Real span = values.maximum - low;
    if (!(span > 0)) {
        return 0.0;
    }
    const Real mean = static_cast<Real>(values.scaledSum) / (static_cast<Real>(finite) * kSumScale);
    return static_cast<double>(std::clamp<Real>((mean - low) / span, 0, 1));
}

double positionOfMean(const ValueSummary& values, std::uint64_t finite) noexcept
{
    // double is enough, except for numbers near its limit.
    constexpr double large = 1e150;
    return std::max(-values.minimum, values.maximum) < large ? positionOfMean<double>(values, finite)
                                                             : positionOfMean<long double>(values, finite);
}

template <typename Record>
void encode(std::span<const ValueSummary> columns, std::size_t blockSteps, std::byte* to)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    for (const ValueSummary& values : columns) {
        const bool any = values.hasFinite();
        Record record{};
        record.minimum = any ? values.minimum : nan;
        record.maximum = any ? values.maximum : nan;
        record.nonFinite = static_cast<decltype(record.nonFinite)>(values.nonFinite);
        setMeanPlace(record, any ? positionOfMean(values, blockSteps - values.nonFinite) : 0.0);
        std::memcpy(to, &record, sizeof record);
        to += sizeof record;
    }
}

template <typename Record>
void decode(std::span<ValueSummary> columns, std::size_t blockSteps, const std::byte* from)
{
    for (ValueSummary& values : columns) {
        Record record;
        std::memcpy(&record, from, sizeof record);
        values.add(summaryOf(record, blockSteps));
        from += sizeof record;
    }
}

} // namespace

void encodeBlock(std::span<const ValueSummary> columns, std::size_t level, std::size_t blockSteps,
                 std::byte* to) noexcept
{
    if (level == 0) {
        encode<OverviewFine>(columns, blockSteps, to);
    } else {
        encode<OverviewCoarse>(columns, blockSteps, to);
    }
}

void addBlock(std::span<ValueSummary> columns, std::size_t level, std::size_t blockSteps,
              const std::byte* from) noexcept
{
    if (level == 0) {
        decode<OverviewFine>(columns, blockSteps, from);
    } else {
        decode<OverviewCoarse>(columns, blockSteps, from);
    }
}

std::size_t recordBytes(std::size_t level) noexcept
{
    return level == 0 ? sizeof(OverviewFine) : sizeof(OverviewCoarse);
}

} // namespace h5pulse
