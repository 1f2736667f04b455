// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/run_state.h>

namespace h5pulse {

/// How far a run has come, by its times: 0 to 1; NaN where that is not known. A finished run has come all the
/// way when no more than one and a half of its steps (on average) are missing up to `endTime`.
/// @param steps      that are there, from firstTime to lastTime
/// @param endTime    as RunInfo has it; NaN: not said
double progressOf(RunState state, std::size_t steps, double firstTime, double lastTime,
                  double endTime) noexcept;

} // namespace h5pulse
