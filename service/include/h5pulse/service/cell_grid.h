// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

namespace h5pulse {

/// Positions of consecutive items along an axis, such as bins over time or components over a coordinate. The
/// bound between neighbours is half-way between them.
class Placement
{
public:
    /// @param first, last  begin and end of each item, ascending
    Placement(std::vector<double> first, std::vector<double> last);

    std::size_t size() const { return m_centers.size(); }
    double begin() const { return m_bounds.front(); }
    double end() const { return m_bounds.back(); }
    const std::vector<double>& centers() const { return m_centers; }
    /// The last item that does not begin after a position.
    std::size_t at(double place) const;

private:
    std::vector<double> m_centers;
    std::vector<double> m_bounds; ///< one more than items
};

/// Cells of equal size along an axis, and the items that each cell shows: all items whose centre is in the
/// cell, or else the item that contains the centre of the cell. So every item is in a cell, and no cell is
/// empty.
struct CellGrid
{
    struct Items
    {
        std::size_t first = 0;
        std::size_t end = 0;
    };

    double begin = 0.0; ///< of the first cell
    double end = 1.0;   ///< of the last cell
    std::vector<Items> cells{};

    double size() const { return (end - begin) / static_cast<double>(cells.size()); }
    double centerOf(std::size_t cell) const { return begin + (static_cast<double>(cell) + 0.5) * size(); }
    /// The cell at a position, or the nearest cell. The grid must have cells.
    std::size_t nearest(double place) const;
    /// Begin of the cells that a logarithmic axis can show, which are those with a positive centre. NaN:
    /// none.
    double firstPositive() const;
};

/// Divides the range of the items into cells: one per item if they are evenly spaced and at most `most`, else
/// `most` cells. At least two cells, unless there are no items.
CellGrid divide(const Placement& things, std::size_t most);

} // namespace h5pulse
