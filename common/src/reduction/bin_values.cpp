// SPDX-License-Identifier: MIT
#include "reduction/bin_values.h"

#include "format/overview_record.h"

#include <algorithm>
#include <limits>

namespace h5pulse {

BinValues::BinValues(std::size_t bins, std::size_t components)
    : m_components(components)
{
    resize(bins);
}

void BinValues::resize(std::size_t bins)
{
    constexpr ValueSummary none;
    const std::size_t size = bins * m_components;
    m_values.minimum.resize(size, none.minimum);
    m_values.maximum.resize(size, none.maximum);
    m_values.mean.resize(size, none.scaledSum);
    m_values.nonFinite.resize(size, none.nonFinite);
    m_seen.resize(bins, 0);
}

ValueSummary BinValues::at(std::size_t place) const noexcept
{
    return {.minimum = m_values.minimum[place],
            .maximum = m_values.maximum[place],
            .scaledSum = m_values.mean[place],
            .nonFinite = m_values.nonFinite[place]};
}

void BinValues::add(std::size_t place, const ValueSummary& more) noexcept
{
    addEach(place, 1, [&](std::size_t) { return more; });
}

/// Adds summaryAt(0), summaryAt(1), ... from a place on. The pointers are looked up once, since this is where
/// reductions of many components spend their time.
template <typename SummaryAt>
void BinValues::addEach(std::size_t place, std::size_t count, const SummaryAt& summaryAt) noexcept
{
    double* const minimum = m_values.minimum.data() + place;
    double* const maximum = m_values.maximum.data() + place;
    double* const scaledSum = m_values.mean.data() + place;
    std::uint64_t* const nonFinite = m_values.nonFinite.data() + place;
    for (std::size_t i = 0; i < count; ++i) {
        const ValueSummary more = summaryAt(i);
        minimum[i] = std::min(minimum[i], more.minimum);
        maximum[i] = std::max(maximum[i], more.maximum);
        scaledSum[i] += more.scaledSum;
        nonFinite[i] += more.nonFinite;
    }
}

void BinValues::addRows(std::size_t bin, std::size_t firstComponent, const NumberRows& values)
{
    m_rows.assign(values.columns, {});
    h5pulse::addRows(values, m_rows.data());
    addEach(bin * m_components + firstComponent, values.columns, [&](std::size_t c) { return m_rows[c]; });
}

template <typename Record>
void BinValues::addBlock(std::size_t bin, std::size_t firstComponent, std::size_t components,
                         const Record* records, std::size_t stride, std::size_t steps) noexcept
{
    addEach(bin * m_components + firstComponent, components,
            [&](std::size_t c) { return summaryOf(records[c * stride], steps); });
}

template void BinValues::addBlock(std::size_t, std::size_t, std::size_t, const OverviewFine*, std::size_t,
                                  std::size_t) noexcept;
template void BinValues::addBlock(std::size_t, std::size_t, std::size_t, const OverviewCoarse*, std::size_t,
                                  std::size_t) noexcept;

void BinValues::addNumbers(std::size_t bin, std::size_t first, std::size_t count) noexcept
{
    const auto low = static_cast<double>(first);
    const auto high = static_cast<double>(first + count - 1);
    add(bin, {.minimum = low,
              .maximum = high,
              .scaledSum = (low + (high - low) / 2) * kSumScale * static_cast<double>(count)});
}

void BinValues::merge(std::size_t bin, const BinValues& others, std::size_t other) noexcept
{
    for (std::size_t c = 0; c < m_components; ++c) {
        add(bin * m_components + c, others.at(other * m_components + c));
    }
    m_seen[bin] += others.m_seen[other];
}

void BinValues::mergePairs()
{
    const std::size_t half = (bins() + 1) / 2;
    BinValues merged(half, m_components);
    for (std::size_t bin = 0; bin < bins(); ++bin) {
        merged.merge(bin / 2, *this, bin);
    }
    *this = std::move(merged);
}

Reduction BinValues::take(std::vector<std::size_t> edges, std::size_t firstComponent)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = 0; i < m_values.mean.size(); ++i) {
        const ValueSummary values = at(i);
        const std::uint64_t seen = m_seen[i / m_components];
        if (values.hasFinite() && values.nonFinite < seen) {
            m_values.mean[i] = values.mean(seen - values.nonFinite);
        } else {
            m_values.minimum[i] = m_values.maximum[i] = m_values.mean[i] = nan;
        }
    }
    m_values.edges = std::move(edges);
    m_values.firstComponent = firstComponent;
    m_values.components = m_components;
    return std::move(m_values);
}

} // namespace h5pulse
