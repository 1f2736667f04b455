// SPDX-License-Identifier: MIT
#include <h5pulse/service/cell_grid.h>

#include <h5pulse/service/coordinates.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace h5pulse {

namespace {

/// Half the size of items whose extent is zero or too small for the precision of double.
double leastHalf(double center)
{
    return std::max(0.5, 1e-9 * std::abs(center));
}

} // namespace

Placement::Placement(std::vector<double> first, std::vector<double> last)
{
    const std::size_t count = first.size();
    m_bounds.reserve(count + 1);
    // The sum of a and b could overflow.
    const auto middle = [](double a, double b) { return 0.5 * a + 0.5 * b; };
    for (std::size_t i = 0; i < count; ++i) {
        m_centers.push_back(middle(first[i], last[i]));
        if (i > 0) {
            m_bounds.push_back(middle(last[i - 1], first[i]));
        }
    }
    if (count == 0) {
        m_bounds = {0.0};
        return;
    }
    // The outer items reach as far outwards as towards their neighbours.
    const double before = m_bounds.empty() ? 0.0 : m_bounds.front() - last.front();
    const double after = m_bounds.empty() ? 0.0 : first.back() - m_bounds.back();
    m_bounds.insert(m_bounds.begin(), first.front() - before);
    m_bounds.push_back(last.back() + after);
    const double extent = m_bounds.back() - m_bounds.front();
    if (!(extent > 1e-12 * std::max(std::abs(m_bounds.front()), std::abs(m_bounds.back())))) {
        const double half = leastHalf(m_centers.front());
        m_bounds.front() -= half;
        m_bounds.back() += half;
    }
    constexpr double kMaxBound = std::numeric_limits<double>::max() / 4.0; // keeps the extent finite
    for (double& bound : m_bounds) {
        bound = std::clamp(bound, -kMaxBound, kMaxBound);
    }
}

std::size_t Placement::at(double place) const
{
    const auto after = std::upper_bound(m_bounds.begin(), m_bounds.end() - 1, place);
    return after == m_bounds.begin() ? 0 : static_cast<std::size_t>(after - m_bounds.begin()) - 1;
}

std::size_t CellGrid::nearest(double place) const
{
    const double last = static_cast<double>(cells.size() - 1);
    const double cell = std::floor((place - begin) / size());
    return static_cast<std::size_t>(std::clamp(std::isnan(cell) ? 0.0 : cell, 0.0, last));
}

double CellGrid::firstPositive() const
{
    if (cells.empty() || !(centerOf(cells.size() - 1) > 0.0)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    std::size_t cell = nearest(0.0);
    cell += centerOf(cell) > 0.0 ? 0 : 1;
    return std::max(centerOf(cell) - 0.5 * size(), 0.5 * centerOf(cell));
}

CellGrid divide(const Placement& things, std::size_t most)
{
    CellGrid grid;
    const std::size_t count = things.size();
    if (count == 0) {
        return grid;
    }
    const bool even = count >= 2 && count <= most && uniformSpacing(things.centers()).has_value();
    grid.begin = things.begin();
    grid.end = things.end();
    grid.cells.resize(std::max<std::size_t>(2, even ? count : most));
    const std::vector<double>& centers = things.centers();
    auto from = centers.begin();
    for (std::size_t cell = 0; cell < grid.cells.size(); ++cell) {
        const double ends = cell + 1 == grid.cells.size()
                                ? std::numeric_limits<double>::infinity()
                                : grid.begin + static_cast<double>(cell + 1) * grid.size();
        const auto to = std::find_if(from, centers.end(), [&](double center) { return center >= ends; });
        CellGrid::Items& items = grid.cells[cell];
        items.first = static_cast<std::size_t>(from - centers.begin());
        items.end = static_cast<std::size_t>(to - centers.begin());
        if (items.first == items.end) {
            items.first = things.at(grid.centerOf(cell));
            items.end = items.first + 1;
        }
        from = to;
    }
    return grid;
}

} // namespace h5pulse
