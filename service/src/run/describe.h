// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/run_status.h>

namespace h5pulse {
class Reader;
}

namespace h5pulse {

/// Copies what does not change while a run is written. For the thread that owns the reader.
RunDescriptionPtr describe(const Reader& reader);

/// The phase that a reader's state stands for.
RunPhase phaseOf(const Reader& reader);

} // namespace h5pulse
