// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>

namespace h5pulse {

/// The spacing of coordinates or times that lie on an even grid, each within a thousandth of the spacing; negative if
/// they descend. None: there are fewer than two, they are not even, or not finite.
std::optional<double> uniformSpacing(std::span<const double> points);

/// Point i of the even grid from the first to the last of these points. Finite for all finite points.
double gridPoint(std::span<const double> points, std::size_t i);

} // namespace h5pulse
