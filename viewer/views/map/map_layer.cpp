// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_layer.h"

#include "plot/color_scale.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace h5pulse::viewer {

namespace {

constexpr double kCropFrom = 8.0; // grids this many times larger than their visible part are cropped
constexpr int kMaxPixels = 4096;

/// The visible range of an axis, in the units of the data.
QCPRange seenOn(const AxisControl& axis)
{
    const QCPRange range = axis.axis()->range();
    return {axis.fromPlot(range.lower), axis.fromPlot(range.upper)};
}

CellGrid::Items partFor(const CellGrid& grid, const QCPRange& range)
{
    const std::size_t first = grid.nearest(range.lower);
    const std::size_t last = grid.nearest(range.upper);
    const std::size_t seen = last - first + 1;
    if (static_cast<double>(seen) * kCropFrom > static_cast<double>(grid.cells.size())) {
        return {0, grid.cells.size()};
    }
    const std::size_t more = seen + 1;
    return {first - std::min(first, more), std::min(last + 1 + more, grid.cells.size())};
}

int pixelsOf(const QCPAxis& axis)
{
    const QSize size = axis.axisRect()->size() * axis.parentPlot()->devicePixelRatioF();
    return std::clamp(axis.orientation() == Qt::Horizontal ? size.width() : size.height(), 2, kMaxPixels);
}

/// The visible range of a logarithmic axis that has cells of a grid, in coordinates of the plot. Invalid: no
/// cells.
QCPRange positivePart(const CellGrid& grid, const AxisControl& axis)
{
    const QCPRange range = axis.axis()->range();
    return {std::max(range.lower, axis.toPlot(grid.firstPositive())),
            std::min(range.upper, axis.toPlot(grid.end))};
}

} // namespace

bool CellSpan::serves(const CellGrid& grid, const AxisControl& axis) const
{
    if (axis.isLogarithmic()) {
        return m_pixels == pixelsOf(*axis.axis()) && m_seen == positivePart(grid, axis);
    }
    const QCPRange seen = seenOn(axis);
    const CellGrid::Items best = partFor(grid, seen);
    return m_pixels == 0 && m_part.first <= grid.nearest(seen.lower) &&
           grid.nearest(seen.upper) < m_part.end && m_part.end - m_part.first <= 4 * (best.end - best.first);
}

void CellSpan::choose(const CellGrid& grid, const AxisControl& axis)
{
    *this = {};
    if (axis.isLogarithmic()) {
        chooseDecades(grid, axis);
    } else {
        chooseEven(grid, axis);
    }
}

void CellSpan::chooseEven(const CellGrid& grid, const AxisControl& axis)
{
    m_part = partFor(grid, seenOn(axis));
    if (m_part.end - m_part.first < 2) { // QCPColorMap gives a single cell no extent
        m_part.first -= m_part.end == grid.cells.size() ? 1 : 0;
        m_part.end = m_part.first + 2;
    }
    m_cells.resize(m_part.end - m_part.first);
    std::iota(m_cells.begin(), m_cells.end(), m_part.first);
    m_centers = {axis.toPlot(grid.centerOf(m_part.first)), axis.toPlot(grid.centerOf(m_part.end - 1))};
}

void CellSpan::chooseDecades(const CellGrid& grid, const AxisControl& axis)
{
    m_pixels = pixelsOf(*axis.axis());
    m_seen = positivePart(grid, axis);
    if (!(m_seen.lower > 0.0 && m_seen.lower < m_seen.upper)) {
        return;
    }
    const double decades = std::log10(m_seen.upper) - std::log10(m_seen.lower);
    const auto positionOf = [&](int pixel) {
        return m_seen.lower * std::pow(10.0, decades * (pixel + 0.5) / m_pixels);
    };
    for (int pixel = 0; pixel < m_pixels; ++pixel) {
        m_cells.push_back(grid.nearest(axis.fromPlot(positionOf(pixel))));
    }
    m_centers = {positionOf(0), positionOf(m_pixels - 1)};
}

MapLayer::MapLayer(QCPColorMap* map)
    : m_map(map)
    , m_colors(static_cast<ColorCells*>(map->data()))
{
}

void MapLayer::clear()
{
    m_colors->clear();
}

void MapLayer::draw(const MapCells& cells, const CellGrid& rows, const AxisControl& time,
                    const AxisControl& places, const ColorScale& colors, bool anew)
{
    if (cells.isEmpty()) {
        m_map->setVisible(false);
        return;
    }
    if (!anew && m_columns.serves(cells.columns, time) && m_rows.serves(rows, places)) {
        return;
    }
    m_columns.choose(cells.columns, time);
    m_rows.choose(rows, places);
    m_map->setVisible(!m_columns.isEmpty() && !m_rows.isEmpty());
    if (!m_map->visible()) {
        return;
    }
    const auto width = static_cast<int>(m_columns.size());
    const auto height = static_cast<int>(m_rows.size());
    if (m_colors->keySize() != width || m_colors->valueSize() != height) {
        m_colors->setSize(width, height);
    }
    m_colors->setRange(m_columns.centers(), m_rows.centers());
    m_colors->fill([&](int row, int column) {
        const std::size_t at = m_rows.cell(static_cast<std::size_t>(row)) * cells.columns.cells.size() +
                               m_columns.cell(static_cast<std::size_t>(column));
        return colors.toColor(cells.values[at]);
    });
}

} // namespace h5pulse::viewer
