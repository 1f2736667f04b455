// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/view_data.h"

#include <h5pulse/service/trace.h>

namespace h5pulse::viewer {

/// Traces as columns, without a title. Each step at which a bin of any trace begins has a row. A trace has
/// one column of values, or two columns with the lowest and the highest value of each bin. Empty: no traces.
ViewData traceData(const TraceSet& traces);

} // namespace h5pulse::viewer
