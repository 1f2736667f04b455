// SPDX-License-Identifier: MIT
#include "over_time/visible_steps.h"

#include <algorithm>
#include <cmath>

namespace h5pulse {

StepRange visibleSteps(Reader& reader, const TraceWindow& window, std::uint64_t steps)
{
    const bool byTime = window.axis == TraceWindow::Axis::Time;
    const auto stepOf = [&](double key) {
        const double last = static_cast<double>(steps - 1);
        return byTime ? std::min<std::uint64_t>(reader.stepAt(key), steps - 1)
                      : static_cast<std::uint64_t>(std::clamp(std::floor(key), 0.0, last));
    };
    const std::uint64_t first = stepOf(window.first);
    return {first - std::min<std::uint64_t>(first, 1), std::min(stepOf(window.last) + 2, steps)};
}

} // namespace h5pulse
