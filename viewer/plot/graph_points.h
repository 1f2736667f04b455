// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace_points.h"

class QCPGraph;

namespace h5pulse::viewer {

/// Replaces the data of a graph.
/// @param points  in ascending order of keys
void setPoints(QCPGraph& graph, const std::vector<TracePoint>& points);

} // namespace h5pulse::viewer
