// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/table/table_model.h"

#include "core/labels.h"
#include "core/texts.h"

#include <QLocale>

#include <algorithm>

namespace h5pulse::viewer {

namespace {

const auto kNotRead = QStringLiteral("…");
const auto kNone = QStringLiteral("–");

QString exactText(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace

void TableModel::setLayout(TableLayout layout)
{
    beginResetModel();
    m_layout = std::move(layout);
    m_part = {0, 0, std::min(m_layout.rows(), kMaxRows), std::min(m_layout.columns(), kMaxRows)};
    m_slice = 0;
    m_page.reset();
    chooseColumns();
    endResetModel();
}

void TableModel::setShowsCoordinates(bool shows)
{
    if (shows == m_showsCoordinates) {
        return;
    }
    m_showsCoordinates = shows;
    if (isGrid() && rowCount() > 0 && columnCount() > 0) {
        emit headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
        emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    } else if (m_layout.kind() == TableLayout::Kind::Line && m_layout.rowAxis()) {
        if (shows) {
            beginInsertColumns({}, 1, 1);
            chooseColumns();
            endInsertColumns();
        } else {
            beginRemoveColumns({}, 1, 1);
            chooseColumns();
            endRemoveColumns();
        }
    }
}

void TableModel::chooseColumns()
{
    m_columns.clear();
    if (m_layout.kind() == TableLayout::Kind::Line) {
        m_columns = {Column::Index};
        if (m_showsCoordinates && m_layout.rowAxis()) {
            m_columns.push_back(Column::Coordinate);
        }
        m_columns.push_back(Column::Value);
        if (m_layout.field()->isComplex()) {
            m_columns.push_back(Column::Imaginary);
        }
    } else if (m_layout.kind() == TableLayout::Kind::Scalars) {
        m_columns = {Column::Field, Column::Value, Column::Units};
        if (std::ranges::any_of(m_layout.scalars(),
                                [](const FieldPtr& field) { return field->isComplex(); })) {
            m_columns.insert(m_columns.end() - 1, Column::Imaginary);
        }
    }
}

void TableModel::setPage(const TablePagePtr& page)
{
    const std::string name = m_layout.field() ? m_layout.field()->name : std::string();
    if (page && (page->query.field != name || page->query.slice != m_slice)) {
        return;
    }
    m_page = page;
    if (rowCount() > 0 && columnCount() > 0) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

QModelIndex TableModel::moveTo(const TableLayout::Cell& cell)
{
    const auto startFor = [](std::uint64_t wanted, std::uint64_t first, std::uint64_t shown,
                             std::uint64_t all) {
        if (wanted >= first && wanted - first < shown) {
            return first;
        }
        return std::min(wanted - std::min(wanted, shown / 2), all - shown);
    };
    CellBox part = m_part;
    part.row = startFor(cell.row, part.row, part.rows, m_layout.rows());
    part.column = startFor(cell.column, part.column, part.columns, m_layout.columns());
    if (part != m_part) {
        beginResetModel();
        m_part = part;
        endResetModel();
    }
    const auto value = std::ranges::find(m_columns, Column::Value) - m_columns.begin();
    return index(static_cast<int>(cell.row - m_part.row),
                 isGrid() ? static_cast<int>(cell.column - m_part.column) : static_cast<int>(value));
}

std::optional<TableLayout::Cell> TableModel::cellAt(const QModelIndex& index) const
{
    if (!index.isValid()) {
        return std::nullopt;
    }
    return TableLayout::Cell{rowAt(index.row()),
                             isGrid() ? m_part.column + static_cast<std::uint64_t>(index.column()) : 0,
                             m_slice};
}

std::optional<TraceId> TableModel::traceAt(const QModelIndex& index) const
{
    const std::optional<TableLayout::Cell> cell = cellAt(index);
    if (!cell) {
        return std::nullopt;
    }
    const bool imaginary = columnAt(index.column()) == Column::Imaginary && fieldAt(cell->row).isComplex();
    return m_layout.trace(*cell, imaginary ? Part::Imaginary : Part::Real);
}

CellBox TableModel::cellsBetween(const QModelIndex& first, const QModelIndex& last) const
{
    if (!first.isValid() || !last.isValid()) {
        return {};
    }
    CellBox box{rowAt(first.row()), 0, static_cast<std::uint64_t>(last.row() - first.row() + 1), 1};
    if (isGrid()) {
        box.column = m_part.column + static_cast<std::uint64_t>(first.column());
        box.columns = static_cast<std::uint64_t>(last.column() - first.column() + 1);
    }
    return box;
}

int TableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_part.rows);
}

int TableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(isGrid() ? m_part.columns : m_columns.size());
}

const FieldDescription& TableModel::fieldAt(std::uint64_t row) const
{
    return m_layout.field() ? *m_layout.field() : *m_layout.scalars()[row];
}

QString TableModel::valueText(std::uint64_t row, std::uint64_t column, Column what) const
{
    if (what == Column::Imaginary && !fieldAt(row).isComplex()) {
        return {};
    }
    if (!m_page || !m_page->query.box.contains(row, column)) {
        return kNotRead;
    }
    const TablePage::Position place = m_page->at(row, column);
    if (!place) {
        return kNone;
    }
    return toText(isGrid()                    ? place.values->text(place.index)
                  : what == Column::Imaginary ? place.values->imaginaryText(place.index)
                                              : place.values->realText(place.index));
}

QString TableModel::text(const QModelIndex& index) const
{
    const TableLayout::Cell cell = *cellAt(index);
    const Column column = columnAt(index.column());
    switch (column) {
    case Column::Index:
        return QString::number(cell.row);
    case Column::Coordinate:
        return exactText((*m_layout.rowAxis()->values)[cell.row]);
    case Column::Field:
        return toText(fieldAt(cell.row).name);
    case Column::Units:
        return toText(fieldAt(cell.row).units);
    case Column::Value:
    case Column::Imaginary:
        break;
    }
    return valueText(cell.row, cell.column, column);
}

QVariant TableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Column column = columnAt(index.column());
    const bool isText = column == Column::Field || column == Column::Units;
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) {
        return text(index);
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue((isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role == Qt::ForegroundRole && m_page && (column == Column::Value || column == Column::Imaginary)) {
        const TableLayout::Cell cell = *cellAt(index);
        const TablePage::Position place = m_page->at(cell.row, cell.column);
        if (place && !place.values->isFinite(place.index)) {
            return m_errorColor;
        }
    }
    return {};
}

QString TableModel::headerOf(Column column) const
{
    switch (column) {
    case Column::Index:
        return tr("index");
    case Column::Coordinate:
        return labelOf(*m_layout.rowAxis());
    case Column::Field:
        return tr("field");
    case Column::Units:
        return tr("units");
    case Column::Value:
    case Column::Imaginary:
        break;
    }
    if (!m_layout.field()) {
        return column == Column::Imaginary ? tr("imaginary part") : tr("value");
    }
    const QString label = labelOf(*m_layout.field());
    return !m_layout.field()->isComplex() ? label
           : column == Column::Value      ? tr("Re %1").arg(label)
                                          : tr("Im %1").arg(label);
}

QString TableModel::indexHeader(std::uint64_t index, const AxisPtr& axis, const QString& between) const
{
    const QString number = QString::number(index);
    return m_showsCoordinates && axis ? number + between + exactText((*axis->values)[index]) : number;
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool horizontal = orientation == Qt::Horizontal;
    if (section < 0 || section >= (horizontal ? columnCount() : rowCount())) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool left = horizontal && !isGrid() &&
                          (columnAt(section) == Column::Field || columnAt(section) == Column::Units);
        return QVariant::fromValue((left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    const AxisPtr axis = horizontal ? m_layout.columnAxis() : m_layout.rowAxis();
    if (role == Qt::ToolTipRole && isGrid() && axis) {
        return labelOf(*axis);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    if (horizontal && !isGrid()) {
        return headerOf(columnAt(section));
    }
    const std::uint64_t index =
        (horizontal ? m_part.column : m_part.row) + static_cast<std::uint64_t>(section);
    return indexHeader(index, axis, horizontal ? QStringLiteral("\n") : QStringLiteral("   "));
}

} // namespace h5pulse::viewer
