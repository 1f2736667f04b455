// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/cell_grid.h>
#include <h5pulse/service/data_extent.h>
#include <h5pulse/service/over_time.h>
#include <h5pulse/service/step_range.h>

namespace h5pulse {

/// Statistic of its values that a cell shows.
enum class MapMode { Mean, Minimum, Maximum, MaxMagnitude };

/// Asks for a 1-D field, or a line of a larger one, over time. Answered with a MapResult.
struct MapQuery
{
    std::string field;
    Part part = Part::Real;
    std::uint64_t firstComponent = 0; ///< first of the components along the whole last dimension
    MapMode mode = MapMode::Mean;
    std::optional<TraceWindow> window{}; ///< the shown part of the run; nullopt: all
    std::size_t columns = 1000;          ///< pixels of the window
    std::size_t rows = 500;              ///< pixels of the components

    friend bool operator==(const MapQuery&, const MapQuery&) = default;
};

/// Cells of equal size over time and component. Times and coordinates of the run may be uneven; a cell shows
/// the values in its range.
struct MapCells
{
    CellGrid columns;             ///< over time or step
    std::vector<StepRange> steps; ///< of each column
    std::vector<double> values; ///< rows * columns, row by row, lowest coordinate first; NaN: no finite value
    DataExtent extent;          ///< of the values

    bool isEmpty() const { return values.empty(); }
};

/// The map of all steps that have been read.
struct MapResult : OverTimeResult
{
    /// A row of cells.
    struct Row
    {
        std::uint64_t component = 0; ///< row-major index of a component in the middle
        std::uint64_t components = 1;
        double first = 0.0; ///< coordinate or index of the first and the last component
        double last = 0.0;
    };

    MapQuery query;
    AxisPtr coordinates; ///< of the rows; null: rows are indices
    CellGrid rowGrid;
    std::vector<Row> rows;
    MapCells whole;
    MapCells window;             ///< finer cells of the window; may be empty
    std::uint64_t nonFinite = 0; ///< non-finite values among those read
    bool coarse = false;         ///< the window is too long for finer cells

    /// The finest cells that cover a range of time.
    const MapCells& cellsFor(double first, double last) const;
    /// Extent of the coordinates of the rows. notPositive counts the components of all rows at coordinates ≤
    /// 0.
    DataExtent rowExtent() const;
};

} // namespace h5pulse
