// SPDX-License-Identifier: MIT
#include <h5pulse/service/coordinates.h>

#include <cmath>
#include <cstddef>

namespace h5pulse {

namespace {
constexpr double kUniform = 1e-3; // distances may differ by this part of their size and count as equal
}

bool isUniform(const std::vector<double>& values)
{
    const double cell = (values.back() - values.front()) / static_cast<double>(values.size() - 1);
    for (std::size_t i = 1; i < values.size(); ++i) {
        if (!(std::abs(values[i] - values[i - 1] - cell) <= kUniform * std::abs(cell))) {
            return false;
        }
    }
    return cell != 0.0;
}

} // namespace h5pulse
