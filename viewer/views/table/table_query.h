// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/query.h"
#include "core/typed_values.h"

namespace h5pulse::viewer {

/// A rectangle of cells that hold values.
struct CellBox
{
    std::uint64_t row = 0; ///< the first
    std::uint64_t column = 0;
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;

    std::uint64_t cells() const { return rows * columns; }
    bool contains(std::uint64_t r, std::uint64_t c) const
    {
        return r >= row && r - row < rows && c >= column && c - column < columns;
    }

    friend bool operator==(const CellBox&, const CellBox&) = default;
};

/// Which values of a table are wanted, at the cursor.
struct TableWanted
{
    /// Empty: all scalar fields, one a row, in the order of the run. Of 1-D fields components are rows.
    QString field;
    std::size_t slice = 0; ///< of 3-D fields
    CellBox box;           ///< inside of the table

    friend bool operator==(const TableWanted&, const TableWanted&) = default;
};

/// Values as they are in the file.
struct TablePage : QueryResult
{
    /// Where a value is; null: it is not on this page, or not in the file.
    struct Place
    {
        const TypedValues* values = nullptr;
        std::size_t index = 0;

        explicit operator bool() const { return values != nullptr; }
    };

    TableWanted wanted;
    std::uint64_t step = 0;
    double time = 0.0;
    std::vector<TypedValues> values; ///< one for the box; of scalar fields one for each row

    Place at(std::uint64_t row, std::uint64_t column) const;
};

using TablePagePtr = std::shared_ptr<const TablePage>;

/// The scalar fields of a run, in its order.
std::vector<FieldPtr> scalarsOf(const RunDescription& run);

/// A page of a table, read from the file as it is there: what is not asked for costs nothing.
class TableQuery : public QueryOf<TableWanted>
{
public:
    using QueryOf::QueryOf;

    std::unique_ptr<QueryRunner> start(const RunDescriptionPtr& run) const override;
};

} // namespace h5pulse::viewer
