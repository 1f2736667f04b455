// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/map.h>

#include <qcustomplot.h>

namespace h5pulse::viewer {

class AxisControl;
class ColorCells;
class ColorScale;

/// Which cells of a grid are drawn along an axis of a plot, and where.
///
/// On a linear axis these are the grid's own: all, or somewhat more than can be seen of many. On a
/// logarithmic one they are what pixels show, so that they are even there.
class CellSpan
{
public:
    /// Whether what is drawn is as good as choose() would make it.
    bool serves(const CellGrid& grid, const AxisControl& axis) const;
    void choose(const CellGrid& grid, const AxisControl& axis);

    bool isEmpty() const { return m_cells.empty(); }
    std::size_t size() const { return m_cells.size(); }
    /// The grid's cell that is drawn as this one.
    std::size_t cell(std::size_t i) const { return m_cells[i]; }
    /// In the plot: the middles of the first and of the last.
    const QCPRange& centers() const { return m_centers; }

private:
    void chooseEven(const CellGrid& grid, const AxisControl& axis);
    void chooseDecades(const CellGrid& grid, const AxisControl& axis);

    std::vector<std::size_t> m_cells;
    QCPRange m_centers;
    CellGrid::Items m_part; // of a linear axis
    QCPRange m_seen;        // of a logarithmic one: of its range that has cells
    int m_pixels = 0;       // of a logarithmic one
};

/// Cells of a map as colours in a plot, which owns the colours.
class MapLayer
{
public:
    explicit MapLayer(QCPColorMap* map);

    /// Draws what can be seen of the cells.
    /// @param anew  also where what is drawn would serve: the cells or their colours are others
    void draw(const MapCells& cells, const CellGrid& rows, const AxisControl& time, const AxisControl& places,
              const ColorScale& colors, bool anew);
    void clear();

private:
    QCPColorMap* m_map;
    ColorCells* m_colors; // the map's
    CellSpan m_columns;
    CellSpan m_rows;
};

} // namespace h5pulse::viewer
