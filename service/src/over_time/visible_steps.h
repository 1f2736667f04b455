// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>
#include <h5pulse/service/step_range.h>
#include <h5pulse/service/trace.h>

namespace h5pulse {

/// The steps in a window, and one more step at each side for the lines that lead there.
/// @param steps  number of steps of the run, at least 1
StepRange visibleSteps(Reader& reader, const TraceWindow& window, std::uint64_t steps);

} // namespace h5pulse
