// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/spectrum/sample_grid.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr double kTolerance = 1e-3; // of the spacing

double gridPoint(std::span<const double> points, std::size_t i)
{
    const double part = static_cast<double>(i) / static_cast<double>(points.size() - 1);
    return points.front() * (1.0 - part) + points.back() * part;
}

} // namespace

std::optional<double> uniformSpacing(std::span<const double> points)
{
    if (points.size() < 2) {
        return std::nullopt;
    }
    const auto intervals = static_cast<double>(points.size() - 1);
    const double spacing = points.back() / intervals - points.front() / intervals;
    if (!std::isfinite(spacing) || spacing == 0.0) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!(std::abs(points[i] - gridPoint(points, i)) <= kTolerance * std::abs(spacing))) {
            return std::nullopt;
        }
    }
    return spacing;
}

bool canResample(std::span<const double> points)
{
    return points.size() >= 2 && std::ranges::all_of(points, [](double x) { return std::isfinite(x); }) &&
           std::ranges::is_sorted(points) && points.back() > points.front() &&
           std::isfinite(points.back() - points.front());
}

std::vector<double> resample(std::span<const double> points, std::span<const double> values)
{
    std::vector<double> result(points.size());
    std::size_t after = 1; // the first point that is beyond the grid's
    for (std::size_t i = 0; i < result.size(); ++i) {
        const double x = gridPoint(points, i);
        while (after + 1 < points.size() && points[after] <= x) {
            ++after;
        }
        const double gap = points[after] - points[after - 1];
        const double part = gap > 0.0 ? std::clamp((x - points[after - 1]) / gap, 0.0, 1.0) : 1.0;
        // Each end alone where the other has no part in it: it may be infinite.
        result[i] = part == 0.0   ? values[after - 1]
                    : part == 1.0 ? values[after]
                                  : values[after - 1] * (1.0 - part) + values[after] * part;
    }
    return result;
}

} // namespace h5pulse::viewer
