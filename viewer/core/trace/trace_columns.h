// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/trace.h>

namespace h5pulse::viewer {

/// What a trace reaches in one column of pixels.
struct TraceColumn
{
    double low = std::numeric_limits<double>::quiet_NaN(); ///< NaN: nothing is known there
    double high = std::numeric_limits<double>::quiet_NaN();

    bool isEmpty() const { return !(low <= high); }
};

/// A trace over `steps` steps in `count` columns: the first step is in the first column, the last in the
/// last. Every extreme is in a column. Between steps that are farther apart than a column it goes straight.
std::vector<TraceColumn> traceColumns(const Trace& trace, std::uint64_t steps, std::size_t count);

/// Where a value is between two others, 0 to 1, whatever their size; 0.5 where these are the same.
double partOf(double value, double low, double high);

} // namespace h5pulse::viewer
