// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/whole_reduction.h"

namespace h5pulse::viewer {

WholeReduction::WholeReduction(Column column)
    : m_column(std::move(column))
{
}

void WholeReduction::setBins(std::size_t bins)
{
    m_bins = std::clamp(bins, kFewestBins, kMostBins);
}

bool WholeReduction::wantsMore(const Reader& reader, std::uint64_t steps) const
{
    if (m_progressive) {
        return m_progressive->wantsMore(reader);
    }
    const std::uint64_t wanted = std::min(steps, m_column.available(reader));
    return wanted > covered() || (m_usedBins != 0 && m_usedBins != m_bins);
}

void WholeReduction::advance(Reader& reader, std::uint64_t steps)
{
    if (!m_progressive && !reader.hasOverview(m_column.field)) {
        m_progressive.emplace(m_column.field, m_column.component, 1, m_column.part, kMostBins);
    }
    if (m_progressive) {
        m_progressive->advance(reader, kReadingTurn);
        m_result = m_progressive->result();
        return;
    }
    const std::uint64_t wanted = std::min(steps, m_column.available(reader));
    m_result = reader.reduce(m_column.field, m_column.component, 1, 0, wanted, m_bins, m_column.part);
    m_usedBins = m_bins;
}

std::uint64_t WholeReduction::seen() const
{
    return m_progressive ? m_progressive->seen() : covered();
}

std::uint64_t WholeReduction::stepsPerBin() const
{
    const std::size_t bins = m_result.bins();
    return bins == 0 ? 1 : (covered() + bins - 1) / bins;
}

} // namespace h5pulse::viewer
