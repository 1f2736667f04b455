// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/step_range.h"
#include "core/scale/data_extent.h"
#include "core/query/over_time_runner.h"
#include "views/map/cell_grid.h"
#include "views/view_data.h"

#include <optional>

namespace h5pulse::viewer {

/// What a cell shows of the values in it.
enum class MapMode { Mean, Minimum, Maximum, MaxMagnitude };

/// What is to be drawn over time.
struct MapWanted
{
    QString field;
    TracePart part = TracePart::Real;
    std::uint64_t firstComponent = 0; ///< of consecutive ones along the last dimension, which they fill
    MapMode mode = MapMode::Mean;
    std::optional<TraceWindow> window{}; ///< the stretch of the run that is looked at; none: all
    std::size_t columns = 1000;          ///< pixels that the stretch is drawn on
    std::size_t rows = 500;              ///< pixels for the components

    friend bool operator==(const MapWanted&, const MapWanted&) = default;
};

/// Equal cells over time and component. Not the steps' own times and coordinates, which may be uneven: each
/// cell has what lies there.
struct MapCells
{
    CellGrid columns;             ///< over time, or step
    std::vector<StepRange> steps; ///< of each column
    std::vector<double>
        values;        ///< rows * columns, row by row, the lowest coordinate first; NaN: none is finite
    DataExtent extent; ///< of the values

    bool isEmpty() const { return values.empty(); }
};

/// A map as far as it was read.
struct MapResult : OverTimeResult
{
    /// A row of cells.
    struct Row
    {
        std::uint64_t component = 0; ///< row-major index of one in the middle
        std::uint64_t components = 1;
        double first = 0.0; ///< coordinates, or indices, of the first and the last
        double last = 0.0;
    };

    MapWanted wanted;
    AxisPtr coordinates; ///< of the rows; null: they are indices
    CellGrid rowGrid;
    std::vector<Row> rows;
    MapCells whole;
    MapCells window;             ///< finer cells of what is looked at; may be empty
    std::uint64_t nonFinite = 0; ///< values among those read that are not finite
    bool coarse = false;         ///< the stretch that is looked at is too long for finer cells

    /// The finest cells that fill a stretch of time.
    const MapCells& cellsFor(double first, double last) const;
    /// Of the rows. Those at coordinates ≤ 0 count with all their components.
    DataExtent extentOfPlaces() const;
    /// Cells as numbers, with the middles of rows and columns.
    ViewData matrixOf(const MapCells& cells) const;
    /// What is to be said of it: "   3 values not finite".
    QString notes() const;
};

} // namespace h5pulse::viewer
