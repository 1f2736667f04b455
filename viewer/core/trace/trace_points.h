// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/trace.h>

namespace h5pulse::viewer {

/// A place in a plot of traces.
struct TracePoint
{
    double key = 0.0;   ///< time, or step
    double value = 0.0; ///< NaN: a gap
};

/// The line of a trace whose bins are narrower than pixels: each single step as a point; of wider bins the
/// extremes, at the times of their first and last step. The order of the two follows the neighbours, so that
/// what rises or falls steadily is drawn as if it were step by step. Steps that nobody has looked at yet are
/// bridged from mean to mean.
std::vector<TracePoint> traceLine(const Trace& trace, TraceWindow::Axis axis);

/// Wide bins: the data lie somewhere between these.
struct TraceBand
{
    std::vector<TracePoint> lower;
    std::vector<TracePoint> upper;
};

TraceBand traceBand(const Trace& trace, TraceWindow::Axis axis);

} // namespace h5pulse::viewer
