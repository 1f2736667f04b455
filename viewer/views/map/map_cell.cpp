// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_cell.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"
#include "plot/plot_marker.h"

#include <cmath>

namespace h5pulse::viewer {

namespace {

bool contains(const CellGrid& grid, double place)
{
    return !grid.cells.empty() && place >= grid.begin && place <= grid.end;
}

/// The cells of a grid in a range; none: first == end.
CellGrid::Items cellsIn(const CellGrid& grid, double from, double to)
{
    if (grid.cells.empty() || to < grid.begin || from > grid.end) {
        return {};
    }
    return {grid.nearest(from), grid.nearest(to) + 1};
}

} // namespace

std::optional<MapCell> placeAt(const MapResult& map, const QPointF& place)
{
    const MapCells& cells = contains(map.window.columns, place.x()) ? map.window : map.whole;
    if (cells.isEmpty() || !contains(cells.columns, place.x()) || !contains(map.rowGrid, place.y())) {
        return std::nullopt;
    }
    return MapCell{map, cells, map.rowGrid.nearest(place.y()), cells.columns.nearest(place.x())};
}

TraceId MapCell::trace() const
{
    return {map.field->name, map.rows[row].component, map.query.part};
}

QPointF MapCell::center() const
{
    return {cells.columns.centerOf(column), map.rowGrid.centerOf(row)};
}

double MapCell::coordinate() const
{
    return 0.5 * map.rows[row].first + 0.5 * map.rows[row].last;
}

QString MapCell::stepText() const
{
    return steps().count() == 1
               ? Texts::tr("step %1").arg(formatCount(steps().first))
               : Texts::tr("steps %1 … %2").arg(formatCount(steps().first), formatCount(steps().end - 1));
}

QString MapCell::positionText() const
{
    const QString first = formatNumber(map.rows[row].first);
    const QString last = formatNumber(map.rows[row].last);
    const QString both = first == last ? first : QStringLiteral("%1 … %2").arg(first, last);
    return map.coordinates
               ? Texts::tr("%1 = %2%3")
                     .arg(toText(map.coordinates->name), both, unitSuffix(toText(map.coordinates->units)))
               : Texts::tr("index %1").arg(both);
}

QString MapCell::valueText() const
{
    return std::isfinite(value()) ? formatNumber(value()) + unitSuffix(map.field->units)
                                  : Texts::tr("not finite");
}

QString MapCell::differenceTo(const MapCell& other) const
{
    const AxisPtr& axis = map.coordinates;
    return PlotMarker::difference(axis ? toText(axis->name) : Texts::tr("index"),
                                  coordinate() - other.coordinate(), axis ? toText(axis->units) : QString()) +
           PlotMarker::difference(toText(map.field->name), value() - other.value(), toText(map.field->units));
}

DataRanges valuesIn(const MapResult& map, const QPointF& from, const QPointF& to)
{
    DataRanges values;
    const CellGrid::Items rows = cellsIn(map.rowGrid, from.y(), to.y());
    const auto add = [&](const MapCells& cells, double first, double last) {
        const CellGrid::Items columns = cellsIn(cells.columns, first, last);
        for (std::size_t row = rows.first; row < rows.end && columns.first < columns.end; ++row) {
            const double* begin = cells.values.data() + row * cells.columns.cells.size();
            values.emplace_back(begin + columns.first, begin + columns.end);
        }
    };
    if (map.window.isEmpty()) {
        add(map.whole, from.x(), to.x());
        return values;
    }
    // The finer cells cover only a part. The cells of the whole run cover the rest.
    const double begin = map.window.columns.begin;
    const double end = map.window.columns.end;
    if (from.x() < begin) {
        add(map.whole, from.x(), std::min(to.x(), std::nextafter(begin, from.x())));
    }
    add(map.window, from.x(), to.x());
    if (to.x() > end) {
        add(map.whole, std::max(from.x(), std::nextafter(end, to.x())), to.x());
    }
    return values;
}

} // namespace h5pulse::viewer
