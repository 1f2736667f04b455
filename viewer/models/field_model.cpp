// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/field_model.h"

#include <algorithm>

namespace h5pulse::viewer {

void FieldModel::setRun(RunDescriptionPtr run)
{
    beginResetModel();
    m_run = std::move(run);
    m_rows = makeRows();
    endResetModel();
}

void FieldModel::setTraces(const std::vector<TraceId>& traces)
{
    m_traces = traces;
    if (std::vector<Row> rows = makeRows(); rows != m_rows) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    } else if (!m_rows.empty()) {
        emit dataChanged(index(0, Name), index(rowCount() - 1, Name), {Qt::CheckStateRole});
    }
}

std::vector<FieldModel::Row> FieldModel::makeRows() const
{
    std::vector<Row> rows;
    if (!m_run) {
        return rows;
    }
    for (const FieldPtr& field : m_run->fields) {
        rows.push_back({field});
        for (const TraceId& id : m_traces) {
            if (id.field == field->name && !field->isScalar() && id.component < field->components()) {
                rows.push_back({field, id});
            }
        }
    }
    return rows;
}

std::optional<TraceId> FieldModel::traceOf(const Row& row) const
{
    if (row.component) {
        return row.component;
    }
    return row.field->isScalar() ? std::optional(TraceId{row.field->name, 0, TracePart::Real}) : std::nullopt;
}

bool FieldModel::isChecked(const Row& row) const
{
    const std::optional<TraceId> id = traceOf(row);
    return id && std::ranges::find(m_traces, *id) != m_traces.end();
}

QString FieldModel::fieldAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)].field->name : QString();
}

int FieldModel::rowOf(const QString& field) const
{
    const auto found = std::ranges::find_if(m_rows, [&](const Row& r) { return r.field->name == field; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int FieldModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FieldModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FieldModel::text(const Row& row, int column) const
{
    if (row.component) {
        return column == Name ? QStringLiteral("    ") + traceLabel(*row.field, *row.component) : QString();
    }
    switch (column) {
    case Name:
        return row.field->name;
    case Shape:
        return shapeText(row.field->shape);
    case Units:
        return row.field->units;
    default: {
        const std::string_view name = toString(row.field->type);
        return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
    }
    }
}

QVariant FieldModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::CheckStateRole:
        return index.column() == Name && traceOf(row) ? QVariant(isChecked(row) ? Qt::Checked : Qt::Unchecked)
                                                      : QVariant();
    case Qt::ToolTipRole: {
        const QString about =
            tr("%1\n%2, %3").arg(labelOf(*row.field), text({row.field}, Shape), text({row.field}, Type));
        return traceOf(row) ? tr("%1\nChecked: shown over time").arg(about) : about;
    }
    default:
        return {};
    }
}

bool FieldModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid) ||
        index.column() != Name) {
        return false;
    }
    const std::optional<TraceId> id = traceOf(m_rows[static_cast<std::size_t>(index.row())]);
    if (!id) {
        return false;
    }
    emit traceToggled(*id, value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags FieldModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags result = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == Name && traceOf(m_rows[static_cast<std::size_t>(index.row())])) {
        result |= Qt::ItemIsUserCheckable;
    }
    return result;
}

QVariant FieldModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Name:
        return tr("Field");
    case Shape:
        return tr("Shape");
    case Units:
        return tr("Units");
    case Type:
        return tr("Type");
    default:
        return {};
    }
}

} // namespace h5pulse::viewer
