// SPDX-License-Identifier: MIT
#pragma once

#include "run/run_inspection.h"

#include <h5pulse/run_spec.h>

#include <string>
#include <vector>

namespace h5pulse {

/// What `expected` says of a run and the file does not, a sentence each. What `expected` leaves empty is not
/// compared, nor is what the file has beyond it, but for fields. A finite end time is no difference, as a run
/// is resumed to go further, unless the file has no place for one.
std::vector<std::string> differencesBetween(const RunInspection& there, const RunSpec& expected);

} // namespace h5pulse
