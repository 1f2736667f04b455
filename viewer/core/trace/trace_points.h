// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/trace.h>

namespace h5pulse::viewer {

/// A point in a plot of traces.
struct TracePoint
{
    double key = 0.0;   ///< time or step
    double value = 0.0; ///< NaN: a gap
};

/// The line of a trace whose bins are narrower than pixels. A bin of one step gives one point. A larger bin
/// gives its extremes at its first and last key, in the order that fits the neighbours, so that monotonic
/// data gives a monotonic line. Steps that have not been read yet are bridged from mean to mean.
std::vector<TracePoint> traceLine(const Trace& trace, TraceWindow::Axis axis);

/// Lower and upper bound of the data of a trace whose bins are wider than pixels.
struct TraceBand
{
    std::vector<TracePoint> lower;
    std::vector<TracePoint> upper;
};

TraceBand traceBand(const Trace& trace, TraceWindow::Axis axis);

} // namespace h5pulse::viewer
