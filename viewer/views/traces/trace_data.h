// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/view_data.h"

#include <h5pulse/service/trace.h>

namespace h5pulse::viewer {

/// Traces as columns, with a row for each place where a bin of any of them begins: values, or the lowest and
/// the highest of bins. No title. Empty: there are none.
ViewData traceData(const TraceSet& traces);

} // namespace h5pulse::viewer
