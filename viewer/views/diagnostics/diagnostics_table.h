// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/diagnostics/diagnostics_query.h"
#include "views/view_data.h"

#include <utility>

namespace h5pulse::viewer {

/// The steps that were read, each with all that is known of it: measures of several steps belong to the row
/// of the first step in them.
/// @param columns  measures, and their headlines
ViewData tableOf(const DiagnosticsResult& result, const std::vector<std::pair<Measure, QString>>& columns);

} // namespace h5pulse::viewer
