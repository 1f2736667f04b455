// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace_points.h"

class QCPGraph;

namespace h5pulse::viewer {

/// Draws these and nothing else. In order of keys.
void setPoints(QCPGraph& graph, const std::vector<TracePoint>& points);

} // namespace h5pulse::viewer
