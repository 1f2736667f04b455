// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/trace.h>

namespace h5pulse::viewer {

/// Range of the values of a trace in one column of pixels.
struct TraceColumn
{
    double low = std::numeric_limits<double>::quiet_NaN(); ///< NaN: no values
    double high = std::numeric_limits<double>::quiet_NaN();

    bool isEmpty() const { return !(low <= high); }
};

/// Reduces a trace over `steps` steps to `count` columns, with the first step in the first column and the
/// last step in the last. All extremes are kept. Steps that are farther apart than a column are connected by
/// straight lines.
std::vector<TraceColumn> traceColumns(const Trace& trace, std::uint64_t steps, std::size_t count);

/// Relative position of a value between two others, from 0 to 1, without overflow; 0.5 if they are equal.
double partOf(double value, double low, double high);

} // namespace h5pulse::viewer
