// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_result.h"

#include "core/format.h"
#include "core/texts.h"

#include <algorithm>

namespace h5pulse::viewer {

const MapCells& MapResult::cellsFor(double first, double last) const
{
    const bool fine = !window.isEmpty() && window.columns.begin <= first && window.columns.end >= last;
    return fine ? window : whole;
}

DataExtent MapResult::extentOfPlaces() const
{
    DataExtent extent;
    extent.low = rowGrid.begin;
    extent.high = rowGrid.end;
    extent.lowestPositive = rowGrid.firstPositive();
    for (std::size_t row = 0; row < rows.size(); ++row) {
        extent.notPositive += rowGrid.centerOf(row) > 0.0 ? 0 : rows[row].components;
    }
    return extent;
}

ViewData MapResult::matrixOf(const MapCells& cells) const
{
    const auto middles = [](const CellGrid& grid) {
        std::vector<double> values(grid.cells.size());
        for (std::size_t cell = 0; cell < values.size(); ++cell) {
            values[cell] = grid.centerOf(cell);
        }
        return values;
    };
    ViewData data;
    data.matrix = cells.values;
    data.columnCoordinates.values = middles(cells.columns);
    data.rowCoordinates.values = middles(rowGrid);
    return data;
}

QString MapResult::notes() const
{
    QString notes;
    if (coarse) {
        notes += Texts::tr("   too long to be read step by step");
    }
    if (nonFinite > 0) {
        notes += Texts::tr("   %1 values not finite").arg(formatCount(nonFinite));
    }
    std::uint64_t most = 1;
    for (const Row& row : rows) {
        most = std::max(most, row.components);
    }
    if (most > 1) {
        notes += Texts::tr("   1 row = %1 components").arg(formatCount(most));
    }
    return notes;
}

} // namespace h5pulse::viewer
