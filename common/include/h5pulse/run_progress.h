// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/run_state.h>

namespace h5pulse {

/// Progress of a run by its times, from 0 to 1; NaN if it is unknown. A finished run has progress 1 if no
/// more than one and a half of its average steps are missing up to `endTime`.
/// @param steps      number of steps from firstTime to lastTime
/// @param endTime    as in RunInfo; NaN: not given
double progressOf(RunState state, std::size_t steps, double firstTime, double lastTime,
                  double endTime) noexcept;

} // namespace h5pulse
