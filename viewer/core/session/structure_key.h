// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/run_description.h>

namespace h5pulse::viewer {

/// Names the structure of a run: its datasets' names, shapes and types, in whichever order they are and
/// whichever of them gives the times. Runs of one program have the same key, whatever they hold. 64
/// hexadecimal digits; takes 10 ms for 10,000 fields.
QString structureKey(const RunDescription& run);

} // namespace h5pulse::viewer
