// SPDX-License-Identifier: MIT
#include "reduction/bin_values.h"

#include "format/overview_record.h"
#include "reduction/row_kernel.h"

#include <algorithm>
#include <limits>

namespace h5pulse {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

} // namespace

BinValues::BinValues(std::size_t bins, std::size_t components)
    : m_components(components)
{
    resize(bins);
}

void BinValues::resize(std::size_t bins)
{
    m_minimum.resize(bins * m_components, kInfinity);
    m_maximum.resize(bins * m_components, -kInfinity);
    m_sum.resize(bins * m_components, 0.0);
    m_nonFinite.resize(bins * m_components, 0);
    m_seen.resize(bins, 0);
}

template <typename T>
void BinValues::addRows(std::size_t bin, std::size_t firstComponent, std::size_t components, const T* values,
                        std::size_t rows, std::size_t rowStride, std::size_t elementStride)
{
    const std::size_t at = bin * m_components + firstComponent;
    const auto add = [&](std::size_t component, const RowSummary& found) {
        const std::size_t i = at + component;
        m_minimum[i] = std::min(m_minimum[i], found.minimum);
        m_maximum[i] = std::max(m_maximum[i], found.maximum);
        m_sum[i] += found.scaledSum;
        m_nonFinite[i] += found.nonFinite;
    };
    summarizeRows(values, rows, rowStride, components, elementStride, add);
}

#define H5PULSE_ADD_ROWS(T)                                                                                  \
    template void BinValues::addRows(std::size_t, std::size_t, std::size_t, const T*, std::size_t,           \
                                     std::size_t, std::size_t);
H5PULSE_ADD_ROWS(float)
H5PULSE_ADD_ROWS(double)
H5PULSE_ADD_ROWS(std::int8_t)
H5PULSE_ADD_ROWS(std::int16_t)
H5PULSE_ADD_ROWS(std::int32_t)
H5PULSE_ADD_ROWS(std::int64_t)
H5PULSE_ADD_ROWS(std::uint8_t)
H5PULSE_ADD_ROWS(std::uint16_t)
H5PULSE_ADD_ROWS(std::uint32_t)
H5PULSE_ADD_ROWS(std::uint64_t)
#undef H5PULSE_ADD_ROWS

template <typename Record>
void BinValues::addBlock(std::size_t bin, std::size_t firstComponent, std::size_t components,
                         const Record* records, std::size_t stride, std::size_t steps) noexcept
{
    const std::size_t at = bin * m_components + firstComponent;
    for (std::size_t c = 0; c < components; ++c) {
        const Record& record = records[c * stride];
        const std::uint64_t finite = finiteOf(record, steps);
        m_nonFinite[at + c] += steps - finite;
        if (!hasValues(record)) {
            continue;
        }
        const double minimum = record.minimum;
        const double maximum = record.maximum;
        m_minimum[at + c] = std::min(m_minimum[at + c], minimum);
        m_maximum[at + c] = std::max(m_maximum[at + c], maximum);
        m_sum[at + c] += meanOf(record) * kMeanScale * static_cast<double>(finite);
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
    m_minimum[bin] = std::min(m_minimum[bin], low);
    m_maximum[bin] = std::max(m_maximum[bin], high);
    m_sum[bin] += (low + (high - low) / 2) * kMeanScale * static_cast<double>(count);
}

void BinValues::merge(std::size_t bin, const BinValues& others, std::size_t other) noexcept
{
    const std::size_t to = bin * m_components;
    const std::size_t from = other * m_components;
    for (std::size_t c = 0; c < m_components; ++c) {
        m_minimum[to + c] = std::min(m_minimum[to + c], others.m_minimum[from + c]);
        m_maximum[to + c] = std::max(m_maximum[to + c], others.m_maximum[from + c]);
        m_sum[to + c] += others.m_sum[from + c];
        m_nonFinite[to + c] += others.m_nonFinite[from + c];
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
    for (std::size_t i = 0; i < m_sum.size(); ++i) {
        const std::size_t seen = m_seen[i / m_components];
        const std::uint64_t finite = seen - std::min<std::uint64_t>(seen, m_nonFinite[i]);
        if (finite == 0 || !(m_minimum[i] <= m_maximum[i])) {
            m_minimum[i] = m_maximum[i] = m_sum[i] = kNan;
            continue;
        }
        const double mean = m_sum[i] / (static_cast<double>(finite) * kMeanScale);
        m_sum[i] = std::clamp(mean, m_minimum[i], m_maximum[i]);
    }
    return {.edges = std::move(edges),
            .firstComponent = firstComponent,
            .components = m_components,
            .minimum = std::move(m_minimum),
            .maximum = std::move(m_maximum),
            .mean = std::move(m_sum),
            .nonFinite = std::move(m_nonFinite)};
}

} // namespace h5pulse
