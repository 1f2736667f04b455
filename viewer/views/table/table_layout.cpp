// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/table/table_layout.h"

#include <h5pulse/service/table.h>

#include <QRegularExpression>

namespace h5pulse::viewer {

TableLayout::TableLayout(const RunDescriptionPtr& run, FieldPtr field)
{
    if (!run || !field) {
        return;
    }
    const std::vector<std::size_t>& shape = field->shape;
    if (shape.empty()) {
        m_kind = Kind::Scalars;
        m_scalars = run->scalars();
        m_rows = m_scalars.size();
        m_columns = 1;
        return;
    }
    m_field = std::move(field);
    m_kind = shape.size() == 1 ? Kind::Line : Kind::Grid;
    m_rows = shape.size() == 1 ? shape.front() : shape[shape.size() - 2];
    m_columns = shape.size() == 1 ? 1 : shape.back();
    m_slices = shape.size() == 3 ? shape.front() : 1;
}

AxisPtr TableLayout::rowAxis() const
{
    const std::size_t back = m_kind == Kind::Grid ? 2 : 1;
    return m_field ? m_field->axes[m_field->axes.size() - back] : nullptr;
}

AxisPtr TableLayout::columnAxis() const
{
    return m_kind == Kind::Grid ? m_field->axes.back() : nullptr;
}

std::optional<TableLayout::Cell> TableLayout::find(const QString& text) const
{
    static const QRegularExpression between(QStringLiteral("[\\s,;]+"));
    std::vector<std::uint64_t> numbers;
    for (const QString& word : text.split(between, Qt::SkipEmptyParts)) {
        bool good = false;
        numbers.push_back(word.toULongLong(&good));
        if (!good) {
            return std::nullopt;
        }
    }
    const std::size_t rank = m_field ? m_field->shape.size() : 1;
    Cell cell;
    if (numbers.size() == 1 && m_columns > 0 && m_rows > 0) {
        cell = {numbers[0] / m_columns % m_rows, numbers[0] % m_columns, numbers[0] / m_columns / m_rows};
    } else if (numbers.size() == rank && rank > 1) {
        cell = {numbers[rank - 2], numbers[rank - 1], rank == 3 ? numbers[0] : 0};
    } else {
        return std::nullopt;
    }
    return cell.row < m_rows && cell.column < m_columns && cell.slice < m_slices ? std::optional(cell)
                                                                                 : std::nullopt;
}

TraceId TableLayout::trace(const Cell& cell, Part part) const
{
    return m_field ? TraceId{m_field->name, (cell.slice * m_rows + cell.row) * m_columns + cell.column, part}
                   : TraceId{m_scalars[cell.row]->name, 0, part};
}

} // namespace h5pulse::viewer
