// SPDX-License-Identifier: MIT
#include <h5pulse/service/map.h>

namespace h5pulse {

const MapCells& MapResult::cellsFor(double first, double last) const
{
    const bool fine = !window.isEmpty() && window.columns.begin <= first && window.columns.end >= last;
    return fine ? window : whole;
}

DataExtent MapResult::rowExtent() const
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

} // namespace h5pulse
