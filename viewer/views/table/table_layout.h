// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/trace.h>

#include <optional>

namespace h5pulse::viewer {

/// The positions of a field's values in a table. A 1-D field is a column of values. A 2-D field, or a slice
/// of a 3-D field, has rows and columns. A scalar field is shown together with all scalar fields of the run.
class TableLayout
{
public:
    enum class Kind { None, Scalars, Line, Grid };

    TableLayout() = default;
    TableLayout(const RunDescriptionPtr& run, FieldPtr field);

    Kind kind() const { return m_kind; }
    /// Null for scalars.
    const FieldPtr& field() const { return m_field; }
    const std::vector<FieldPtr>& scalars() const { return m_scalars; }
    std::uint64_t rows() const { return m_rows; }
    std::uint64_t columns() const { return m_columns; }
    std::size_t slices() const { return m_slices; }

    /// The coordinates of the rows and of the columns; null: indices only.
    AxisPtr rowAxis() const;
    AxisPtr columnAxis() const;

    /// A cell, and the slice that it is in.
    struct Cell
    {
        std::uint64_t row = 0;
        std::uint64_t column = 0;
        std::size_t slice = 0;
    };
    /// The cell for a user's entry: a component number (row-major) or one index for each dimension, as in
    /// "12" or "3, 17". None: no such component.
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
