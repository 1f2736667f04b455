// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace h5pulse::viewer {

/// Whether points are evenly spaced, each within a thousandth of the spacing: then the spacing, negative
/// where they descend. At least two points.
std::optional<double> uniformSpacing(std::span<const double> points);

/// Whether values over these points can be put on an even grid: finite, nowhere descending, and not all the
/// same.
bool canResample(std::span<const double> points);

/// Values over points, on as many evenly spaced ones from the first to the last, by lines between neighbours.
/// Where points repeat the last one counts. A line from or to what is not finite is NaN.
std::vector<double> resample(std::span<const double> points, std::span<const double> values);

} // namespace h5pulse::viewer
