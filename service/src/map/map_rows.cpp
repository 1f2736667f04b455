// SPDX-License-Identifier: MIT
#include "map/map_rows.h"

#include <numeric>

namespace h5pulse {

MapRows::MapRows(const FieldDescription& field, const RowSource& source)
    : m_source(source)
{
    const std::size_t rows = source.rows();
    m_order.resize(rows);
    std::iota(m_order.begin(), m_order.end(), 0);
    const AxisPtr axis = field.axes.empty() ? nullptr : field.axes.back();
    if (axis && axis->values->size() == source.components) {
        const std::vector<double>& x = *axis->values;
        const bool ascends = std::ranges::is_sorted(x);
        const bool descends = std::ranges::is_sorted(x, std::ranges::greater{});
        // Rows of several components need sorted coordinates.
        m_axis = ascends || descends || source.perRow == 1 ? axis : nullptr;
        if (m_axis && !ascends) {
            std::ranges::stable_sort(m_order, {}, [&](std::size_t row) { return x[row * source.perRow]; });
        }
    }
    for (const std::size_t row : m_order) {
        const std::size_t first = row * source.perRow;
        const std::size_t last = std::min(first + source.perRow, source.components) - 1;
        const double a = m_axis ? (*m_axis->values)[first] : static_cast<double>(first);
        const double b = m_axis ? (*m_axis->values)[last] : static_cast<double>(last);
        m_first.push_back(std::min(a, b));
        m_last.push_back(std::max(a, b));
    }
    m_placement = Placement(m_first, m_last);
}

MapResult::Row MapRows::describe(const CellGrid::Items& places) const
{
    MapResult::Row row{.components = 0, .first = m_first[places.first], .last = m_last[places.end - 1]};
    for (std::size_t place = places.first; place < places.end; ++place) {
        const std::size_t first = m_order[place] * m_source.perRow;
        const std::size_t count = std::min(m_source.perRow, m_source.components - first);
        row.components += count;
        if (place == places.first + (places.end - places.first) / 2) {
            row.component = m_source.firstComponent + first + count / 2;
        }
    }
    return row;
}

} // namespace h5pulse
