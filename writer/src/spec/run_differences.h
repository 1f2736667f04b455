// SPDX-License-Identifier: MIT
#pragma once

#include "run/run_inspection.h"

#include <h5pulse/run_spec.h>

#include <string>
#include <vector>

namespace h5pulse {

/// Differences between `expected` and the run in the file, one sentence each. Empty parts of `expected` are
/// not compared, and the file may contain more, except fields. A finite end time is no difference, because a
/// run is resumed to go further, unless the file stores no end time.
std::vector<std::string> differencesBetween(const RunInspection& there, const RunSpec& expected);

} // namespace h5pulse
