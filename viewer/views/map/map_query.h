// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/query.h"
#include "core/trace/column.h"
#include "core/trace/trace.h"
#include "views/map/cell_grid.h"

#include <optional>

namespace h5pulse::viewer {

/// What a cell shows of the values in it.
enum class MapMode { Mean, Minimum, Maximum, Farthest };

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
        values;           ///< rows * columns, row by row, the lowest coordinate first; NaN: none is finite
    double minimum = 0.0; ///< of the finite values; NaN: there are none
    double maximum = 0.0; ///<

    bool isEmpty() const { return values.empty(); }
};

/// A map as far as it was read.
struct MapResult : QueryResult
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
    FieldPtr field;
    TraceWindow::Axis axis = TraceWindow::Axis::Time;
    AxisPtr coordinates; ///< of the rows; null: they are indices
    CellGrid rowGrid;
    std::vector<Row> rows;
    MapCells whole;
    MapCells window;             ///< finer cells of what is looked at; may be empty
    std::uint64_t steps = 0;     ///< of the run
    double firstKey = 0.0;       ///< of the first and the last step: time, or step
    double lastKey = 0.0;        ///<
    std::uint64_t nonFinite = 0; ///< values among those read that are not finite
    std::uint64_t distance = 1;  ///< one step in so many is read
    bool coarse = false;         ///< the stretch that is looked at is too long for finer cells
    double progress = 1.0;       ///< 0 to 1
};

/// A field of one dimension, or a line of a larger one, over time.
class MapQuery : public Query
{
public:
    explicit MapQuery(MapWanted wanted)
        : m_wanted(std::move(wanted))
    {
    }

    const MapWanted& wanted() const { return m_wanted; }

    bool equals(const Query& other) const override;
    std::unique_ptr<QueryRunner> start(const RunDescriptionPtr& run) const override;

private:
    MapWanted m_wanted;
};

} // namespace h5pulse::viewer
