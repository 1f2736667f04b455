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
    m_values.resize(bins * m_components);
    m_seen.resize(bins, 0);
}

template <typename Record>
void BinValues::addBlock(std::size_t bin, std::size_t firstComponent, std::size_t components,
                         const Record* records, std::size_t stride, std::size_t steps) noexcept
{
    ValueSummary* const to = &m_values[bin * m_components + firstComponent];
    for (std::size_t c = 0; c < components; ++c) {
        to[c].add(summaryOf(records[c * stride], steps));
    }
}

template void BinValues::addBlock(std::size_t, std::size_t, std::size_t, const OverviewFine*, std::size_t,
                                  std::size_t) noexcept;
template void BinValues::addBlock(std::size_t, std::size_t, std::size_t, const OverviewCoarse*, std::size_t,
                                  std::size_t) noexcept;

void BinValues::addNumbers(std::size_t bin, std::size_t first, std::size_t count) noexcept
{
    const auto low = static_cast<double>(first);
    const auto high = static_cast<double>(first + count - 1);
    m_values[bin].add({.minimum = low,
                       .maximum = high,
                       .scaledSum = (low + (high - low) / 2) * kSumScale * static_cast<double>(count)});
}

void BinValues::merge(std::size_t bin, const BinValues& others, std::size_t other) noexcept
{
    for (std::size_t c = 0; c < m_components; ++c) {
        m_values[bin * m_components + c].add(others.m_values[other * m_components + c]);
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

Reduction BinValues::reduction(std::vector<std::size_t> edges, std::size_t firstComponent) const
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    Reduction result{.edges = std::move(edges),
                     .firstComponent = firstComponent,
                     .components = m_components,
                     .minimum = std::vector(m_values.size(), nan),
                     .maximum = std::vector(m_values.size(), nan),
                     .mean = std::vector(m_values.size(), nan),
                     .nonFinite = std::vector<std::uint64_t>(m_values.size())};
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        const ValueSummary& values = m_values[i];
        const std::uint64_t seen = m_seen[i / m_components];
        result.nonFinite[i] = values.nonFinite;
        if (values.hasFinite() && values.nonFinite < seen) {
            result.minimum[i] = values.minimum;
            result.maximum[i] = values.maximum;
            result.mean[i] = values.mean(seen - values.nonFinite);
        }
    }
    return result;
}

} // namespace h5pulse
