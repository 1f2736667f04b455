// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/table/table_layout.h"

#include <h5pulse/service/table.h>

#include <QAbstractTableModel>
#include <QColor>

namespace h5pulse::viewer {

/// Table model of a field's values. It holds one page of values, and shows "…" for all others. A model with
/// more than kMaxRows rows or columns shows a part of them, which moveTo() moves.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// Most rows and columns of the model. QTableView has data for each of them, and counts pixels with int.
    static constexpr std::uint64_t kMaxRows = 1'000'000;
    /// The content of a column.
    enum class Column { Index, Coordinate, Field, Value, Imaginary, Units };

    using QAbstractTableModel::QAbstractTableModel;

    void setLayout(TableLayout layout);
    const TableLayout& layout() const { return m_layout; }
    /// Sets the slice of a 3-D field. The values of the previous slice stay until a page arrives.
    void setSlice(std::size_t slice) { m_slice = slice; }
    std::size_t slice() const { return m_slice; }
    /// Sets the page; null: none. A page of another field or slice is ignored.
    void setPage(const TablePagePtr& page);
    const TablePagePtr& page() const { return m_page; }
    void setShowsCoordinates(bool shows);
    bool showsCoordinates() const { return m_showsCoordinates; }
    void setErrorColor(const QColor& color) { m_errorColor = color; }

    /// The rows and columns of the layout that the model shows.
    const CellBox& part() const { return m_part; }
    /// The index of a cell. If the cell is outside of the part, moves the part and resets the model.
    QModelIndex moveTo(const TableLayout::Cell& cell);
    /// The cell at an index; none: the index is invalid.
    std::optional<TableLayout::Cell> cellAt(const QModelIndex& index) const;
    std::optional<TraceId> traceAt(const QModelIndex& index) const;
    /// The cells with values between two indices.
    CellBox cellsBetween(const QModelIndex& first, const QModelIndex& last) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    bool isGrid() const { return m_layout.kind() == TableLayout::Kind::Grid; }
    Column columnAt(int column) const
    {
        return isGrid() ? Column::Value : m_columns[static_cast<std::size_t>(column)];
    }
    void chooseColumns();
    std::uint64_t rowAt(int row) const { return m_part.row + static_cast<std::uint64_t>(row); }
    const FieldDescription& fieldAt(std::uint64_t row) const;
    QString text(const QModelIndex& index) const;
    QString valueText(std::uint64_t row, std::uint64_t column, Column what) const;
    QString headerOf(Column column) const;
    QString indexHeader(std::uint64_t index, const AxisPtr& axis, const QString& between) const;

    TableLayout m_layout;
    std::vector<Column> m_columns; // for all layouts but the grid
    CellBox m_part;
    std::size_t m_slice = 0;
    TablePagePtr m_page;
    bool m_showsCoordinates = true;
    QColor m_errorColor;
};

} // namespace h5pulse::viewer
