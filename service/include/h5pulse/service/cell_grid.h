// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

namespace h5pulse {

/// Things that lie one after the other along an axis: bins over time, components over a coordinate. Each
/// reaches as far as the middle between it and its neighbour.
class Placement
{
public:
    /// @param first, last  where each thing begins and ends; ascending
    Placement(std::vector<double> first, std::vector<double> last);

    std::size_t size() const { return m_centers.size(); }
    double begin() const { return m_bounds.front(); }
    double end() const { return m_bounds.back(); }
    const std::vector<double>& centers() const { return m_centers; }
    /// The last thing that does not begin after a place.
    std::size_t at(double place) const;

private:
    std::vector<double> m_centers;
    std::vector<double> m_bounds; ///< one more than things
};

/// Equal cells along an axis, and the things that each shows: all whose middle lies in it, so that none is
/// lost; or else the one that it lies in.
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
    /// The cell at a place, or the nearest one. Of a grid that has cells.
    std::size_t nearest(double place) const;
    /// Where the cells begin that a logarithmic axis can show: those whose middle is above zero. NaN: none
    /// is.
    double firstPositive() const;
};

/// Divides what things take up into cells: one for each where they are evenly spaced, and not more than
/// `most`; else as many as that. At least two.
CellGrid divide(const Placement& things, std::size_t most);

} // namespace h5pulse
