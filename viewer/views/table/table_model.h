// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/table/table_layout.h"

#include <h5pulse/service/table.h>

#include <QAbstractTableModel>
#include <QColor>

namespace h5pulse::viewer {

/// The values of a subject, of which a page is there at a time; "…" stands for the others. Of very many rows
/// or columns a part that can be moved is shown.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// A view keeps something for each row, and counts pixels with int.
    static constexpr std::uint64_t kMaxRows = 1'000'000;
    /// What is said of a cell.
    enum class Column { Index, Coordinate, Field, Value, Imaginary, Units };

    using QAbstractTableModel::QAbstractTableModel;

    void setLayout(TableLayout layout);
    const TableLayout& layout() const { return m_layout; }
    /// Of 3-D fields; the values of the one before stay until a page is there.
    void setSlice(std::size_t slice) { m_slice = slice; }
    std::size_t slice() const { return m_slice; }
    /// Null: there is none. One of another subject is skipped.
    void setPage(const TablePagePtr& page);
    const TablePagePtr& page() const { return m_page; }
    void setShowsCoordinates(bool shows);
    bool showsCoordinates() const { return m_showsCoordinates; }
    void setErrorColor(const QColor& color) { m_errorColor = color; }

    /// The rows and columns of the table that are shown.
    const CellBox& part() const { return m_part; }
    /// The place of a cell, for which the part may have to be moved.
    QModelIndex moveTo(const TableLayout::Cell& cell);
    /// The cell that an index is about; none: there is no such one.
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
    std::vector<Column> m_columns; // of layouts that are no grid
    CellBox m_part;
    std::size_t m_slice = 0;
    TablePagePtr m_page;
    bool m_showsCoordinates = true;
    QColor m_errorColor;
};

} // namespace h5pulse::viewer
