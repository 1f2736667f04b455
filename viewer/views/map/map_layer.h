// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/map.h>

#include <qcustomplot.h>

namespace h5pulse::viewer {

class AxisControl;
class ColorCells;
class ColorScale;

/// The cells of a grid that a plot draws along one axis, and their positions.
///
/// A linear axis draws cells of the grid: all of them, or, of a large grid, the visible ones and a margin. A
/// logarithmic axis draws one cell for each pixel, so that all cells have the same width on the screen.
class CellSpan
{
public:
    /// Whether the present cells still suit the range of the axis, so that choose() is not necessary.
    bool serves(const CellGrid& grid, const AxisControl& axis) const;
    /// Chooses the cells for the range of the axis.
    void choose(const CellGrid& grid, const AxisControl& axis);

    bool isEmpty() const { return m_cells.empty(); }
    std::size_t size() const { return m_cells.size(); }
    /// Index in the grid of the i-th drawn cell.
    std::size_t cell(std::size_t i) const { return m_cells[i]; }
    /// Centres of the first and the last drawn cell, in coordinates of the plot.
    const QCPRange& centers() const { return m_centers; }

private:
    void chooseEven(const CellGrid& grid, const AxisControl& axis);
    void chooseDecades(const CellGrid& grid, const AxisControl& axis);

    std::vector<std::size_t> m_cells;
    QCPRange m_centers;
    CellGrid::Items m_part; // linear axis: the drawn cells
    QCPRange m_seen;        // logarithmic axis: the visible range that has cells
    int m_pixels = 0;       // logarithmic axis: number of pixels; 0: the axis is linear
};

/// Draws cells of a map as colours into a QCPColorMap.
class MapLayer
{
public:
    explicit MapLayer(QCPColorMap* map);

    /// Draws the visible cells, if the drawn ones do not suit the axes any more.
    /// @param anew  draws in any case, because the cells or their colours have changed
    void draw(const MapCells& cells, const CellGrid& rows, const AxisControl& time, const AxisControl& places,
              const ColorScale& colors, bool anew);
    void clear();

private:
    QCPColorMap* m_map;
    ColorCells* m_colors; // data of m_map
    CellSpan m_columns;
    CellSpan m_rows;
};

} // namespace h5pulse::viewer
