// SPDX-License-Identifier: MIT
#include <h5pulse/run_progress.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace h5pulse {

double progressOf(RunState state, std::size_t steps, double firstTime, double lastTime,
                  double endTime) noexcept
{
    constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
    // A loop up to the end time may exclude it, and sums of time steps may miss it by rounding.
    constexpr double kStepsShort = 1.5;
    const double share = (lastTime - firstTime) / (endTime - firstTime);
    if (!std::isfinite(share) || !(endTime > firstTime)) {
        return kUnknown;
    }
    if (state == RunState::Finished) {
        const double step = steps > 1 ? (lastTime - firstTime) / static_cast<double>(steps - 1) : 0.0;
        if (endTime - lastTime <= kStepsShort * step) {
            return 1.0;
        }
    }
    return std::clamp(share, 0.0, 1.0);
}

} // namespace h5pulse
