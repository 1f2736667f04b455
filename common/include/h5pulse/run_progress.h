// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/run_state.h>

namespace h5pulse {

/// How far a run has come, by its times: 0 to 1; NaN where that is not known. Of a finished run 1, or NaN where
/// it ended early: more than one and a half of its steps (on average) before `endTime`.
/// @param steps      that are there, from firstTime to lastTime
/// @param endTime    as RunInfo has it; NaN: not said
double progressOf(RunState state, std::size_t steps, double firstTime, double lastTime,
                  double endTime) noexcept;

} // namespace h5pulse
