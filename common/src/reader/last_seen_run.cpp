// SPDX-License-Identifier: MIT
#include "reader/last_seen_run.h"

#include <h5pulse/error.h>

#include <algorithm>
#include <bit>

namespace h5pulse {

namespace {

/// Bits of the time of a step. None: the file is h5pulse's own, has no times, or they cannot be read.
std::optional<std::uint64_t> timeBits(const OpenedRun& opened, std::size_t step)
{
    if (!opened.time || opened.catalog.info.formatVersion > 0) {
        return std::nullopt;
    }
    double time = 0.0;
    try {
        opened.time->readRows(step, 1, ElementType::Float64, &time);
    } catch (const Error&) {
        return std::nullopt;
    }
    return std::bit_cast<std::uint64_t>(time);
}

bool areSame(const std::vector<FieldInfo>& a, const std::vector<FieldInfo>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const FieldInfo& x, const FieldInfo& y) {
        return x.name == y.name && x.shape == y.shape && x.type == y.type;
    });
}

/// Number of valid rows of each field. In a run of h5pulse, rows beyond the committed steps do not count:
/// recovery cuts them, and the run stays the same.
std::vector<std::size_t> countedRows(const OpenedRun& opened, std::size_t steps)
{
    std::vector<std::size_t> rows = opened.rows();
    if (opened.catalog.info.formatVersion > 0) {
        for (std::size_t& count : rows) {
            count = std::min(count, steps);
        }
    }
    return rows;
}

} // namespace

bool LastSeenRun::isOther(const OpenedRun& opened, std::size_t steps) const
{
    return steps != m_steps || countedRows(opened, steps) != m_rows;
}

bool LastSeenRun::hasShrunk(const OpenedRun& opened) const
{
    const bool fewerRows =
        !std::equal(opened.fields.begin(), opened.fields.end(), m_rows.begin(), m_rows.end(),
                    [](const FieldDataset& f, std::size_t rows) { return f.rows() >= rows; });
    return fewerRows || (opened.time && opened.time->rows() < m_steps);
}

bool LastSeenRun::continuesIn(const OpenedRun& opened, std::size_t steps) const
{
    return opened.file.identity().sameFile(m_file) && areSame(m_fields, opened.catalog.fields) &&
           steps >= m_steps && !hasShrunk(opened) && hasSameHistory(opened, steps);
}

bool LastSeenRun::hasSameHistory(const OpenedRun& opened, std::size_t steps) const
{
    if (!m_lastTime || m_steps > steps) {
        return true;
    }
    const auto time = timeBits(opened, m_steps - 1);
    return !time || time == m_lastTime;
}

void LastSeenRun::remember(const OpenedRun& opened, std::size_t steps, bool reopened)
{
    m_file = opened.file.identity();
    m_rows = countedRows(opened, steps);
    m_steps = steps;
    m_lastTime = steps > 0 ? timeBits(opened, steps - 1) : std::nullopt;
    if (reopened) {
        m_fields = opened.catalog.fields;
    }
}

} // namespace h5pulse
