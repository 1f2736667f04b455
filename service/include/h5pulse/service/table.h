// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/result.h>
#include <h5pulse/service/typed_values.h>

namespace h5pulse {

/// A rectangle of cells of a table.
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

/// Asks for some values of a table at the cursor. Answered with a TablePage.
struct TableQuery
{
    /// Empty: all scalar fields, one per row, in the order of the run. Components of 1-D fields are rows.
    std::string field;
    std::size_t slice = 0; ///< of 3-D fields
    CellBox box;           ///< within the table

    friend bool operator==(const TableQuery&, const TableQuery&) = default;
};

/// Values exactly as they are in the file.
struct TablePage : QueryResult
{
    /// Position of a value; null values: not on this page, or not in the file.
    struct Position
    {
        const TypedValues* values = nullptr;
        std::size_t index = 0;

        explicit operator bool() const { return values != nullptr; }
    };

    TableQuery query;
    std::uint64_t step = 0;
    double time = 0.0;
    std::vector<TypedValues> values; ///< one element for the box; for scalar fields one per row

    Position at(std::uint64_t row, std::uint64_t column) const;
};

using TablePagePtr = std::shared_ptr<const TablePage>;

} // namespace h5pulse
