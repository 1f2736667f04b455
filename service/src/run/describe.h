// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/run_status.h>

namespace h5pulse {
class Reader;
}

namespace h5pulse {

/// Copies the properties of a run that do not change while it is written. Call on the thread that owns the
/// reader.
RunDescriptionPtr describe(const Reader& reader);

/// The phase that corresponds to the state of a reader.
RunPhase phaseOf(const Reader& reader);

} // namespace h5pulse
