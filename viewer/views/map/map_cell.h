// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/map.h>

#include <QPointF>

namespace h5pulse::viewer {

/// The finest drawn cell of a map at a position.
struct MapCell
{
    const MapResult& map;
    const MapCells& cells;
    std::size_t row;
    std::size_t column;

    double value() const { return cells.values[row * cells.columns.cells.size() + column]; }
    const StepRange& steps() const { return cells.steps[column]; }
    TraceId trace() const;
    /// x: time or step, y: coordinate or index.
    QPointF center() const;
    /// Mean of the first and the last coordinate (or index) in the cell's row.
    double coordinate() const;

    /// "step 3", "steps 3 … 5".
    QString stepText() const;
    /// "x = 2 mm", "index 3 … 5".
    QString positionText() const;
    /// "9 V", "not finite".
    QString valueText() const;
    /// Text with the differences of coordinate and value to another cell of the map.
    QString differenceTo(const MapCell& other) const;
};

/// The cell at a point; none: the point is outside of the map.
/// @param place  x: time or step, y: coordinate or index
std::optional<MapCell> placeAt(const MapResult& map, const QPointF& place);

/// The drawn values of a map in a rectangle of times (or steps) and positions.
/// @param from, to  corners of the rectangle
DataRanges valuesIn(const MapResult& map, const QPointF& from, const QPointF& to);

} // namespace h5pulse::viewer
