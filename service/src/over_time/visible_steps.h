// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>
#include <h5pulse/service/step_range.h>
#include <h5pulse/service/trace.h>

namespace h5pulse {

/// The steps that lie in a stretch of the run, and one more at each side: lines lead there.
/// @param steps  of the run; at least one
StepRange visibleSteps(Reader& reader, const TraceWindow& window, std::uint64_t steps);

} // namespace h5pulse
