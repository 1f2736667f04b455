// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/map.h>

#include <QPointF>

namespace h5pulse::viewer {

/// A cell of a map: the finest that is drawn at a place.
struct MapCell
{
    const MapResult& map;
    const MapCells& cells;
    std::size_t row;
    std::size_t column;

    double value() const { return cells.values[row * cells.columns.cells.size() + column]; }
    const StepRange& steps() const { return cells.steps[column]; }
    TraceId trace() const;
    /// In the units of time and component.
    QPointF center() const;
    /// Of the component in the middle, or its index.
    double coordinate() const;

    /// "step 3", "steps 3 … 5".
    QString stepText() const;
    /// "x = 2 mm", "index 3 … 5".
    QString positionText() const;
    /// "9 V", "not finite".
    QString valueText() const;
    /// Differences of coordinate and value to another place of the map.
    QString differenceTo(const MapCell& other) const;
};

/// @param place  x: time or step, y: coordinate or index
std::optional<MapCell> placeAt(const MapResult& map, const QPointF& place);

/// What is drawn of a map in a stretch of time and of components, one value for each row and column.
/// @param from, to  corners
DataRanges valuesIn(const MapResult& map, const QPointF& from, const QPointF& to);

} // namespace h5pulse::viewer
