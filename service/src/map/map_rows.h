// SPDX-License-Identifier: MIT
#pragma once

#include "over_time/row_bins.h"

#include <h5pulse/service/map.h>

namespace h5pulse {

/// Positions of the rows of a map: along the coordinate if possible, else along the index.
class MapRows
{
public:
    MapRows(const FieldDescription& field, const RowSource& source);

    const AxisPtr& coordinates() const { return m_axis; }
    /// Positions of the rows, ascending.
    const Placement& placement() const { return m_placement; }
    /// Row of RowBins at an index of placement().
    std::size_t rowAt(std::size_t place) const { return m_order[place]; }
    /// Describes the rows in a cell.
    MapResult::Row describe(const CellGrid::Items& places) const;

private:
    RowSource m_source;
    AxisPtr m_axis;
    std::vector<std::size_t> m_order;
    std::vector<double> m_first; ///< in order of the coordinate
    std::vector<double> m_last;
    Placement m_placement{{}, {}};
};

} // namespace h5pulse
