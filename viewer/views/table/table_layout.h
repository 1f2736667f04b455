// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/trace.h>

#include <optional>

namespace h5pulse::viewer {

/// Where the values of a subject stand: a 1-D field one below the other, a 2-D field (a slice of a 3-D one)
/// in rows and columns, and for a scalar field all scalar fields of the run.
class TableLayout
{
public:
    enum class Kind { None, Scalars, Line, Grid };

    TableLayout() = default;
    TableLayout(const RunDescriptionPtr& run, FieldPtr field);

    Kind kind() const { return m_kind; }
    /// Null of scalars.
    const FieldPtr& field() const { return m_field; }
    const std::vector<FieldPtr>& scalars() const { return m_scalars; }
    std::uint64_t rows() const { return m_rows; }
    std::uint64_t columns() const { return m_columns; }
    std::size_t slices() const { return m_slices; }

    /// Along the dimension that goes down, or to the right; null: there is none.
    AxisPtr rowAxis() const;
    AxisPtr columnAxis() const;

    /// A cell, and the slice that it is in.
    struct Cell
    {
        std::uint64_t row = 0;
        std::uint64_t column = 0;
        std::size_t slice = 0;
    };
    /// Of a component, row-major, or of one index for each dimension: "12", "3, 17". None: there is no such
    /// one.
    std::optional<Cell> find(const QString& text) const;

    TraceId trace(const Cell& cell, Part part) const;

private:
    Kind m_kind = Kind::None;
    FieldPtr m_field;
    std::vector<FieldPtr> m_scalars;
    std::uint64_t m_rows = 0;
    std::uint64_t m_columns = 0;
    std::size_t m_slices = 1;
};

} // namespace h5pulse::viewer
