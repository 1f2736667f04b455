// SPDX-License-Identifier: MIT
#include <h5pulse/service/coordinates.h>

#include <cmath>

namespace h5pulse {

namespace {
constexpr double kTolerance = 1e-3; // of the spacing
}

double gridPoint(std::span<const double> points, std::size_t i)
{
    const double part = static_cast<double>(i) / static_cast<double>(points.size() - 1);
    return points.front() * (1.0 - part) + points.back() * part;
}

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

} // namespace h5pulse
