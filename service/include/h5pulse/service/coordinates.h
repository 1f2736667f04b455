// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

namespace h5pulse {

/// Whether distances of neighbours are about the same, and not zero. Of at least two coordinates.
bool isUniform(const std::vector<double>& values);

} // namespace h5pulse
