// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/trace.h>

namespace h5pulse {

/// Result of a query about a field over the whole run. It covers the steps that have been read.
struct OverTimeResult : QueryResult
{
    FieldPtr field;
    TraceWindow::Axis axis = TraceWindow::Axis::Time;
    std::uint64_t steps = 0;                                            ///< of the run
    double firstKey = 0.0;                                              ///< time or step of the first step
    double lastKey = 0.0;                                               ///< of the last step
    double firstPositiveKey = std::numeric_limits<double>::quiet_NaN(); ///< NaN: no key is positive
    std::uint64_t notPositive = 0;                                      ///< steps before it
    std::uint64_t distance = 1; ///< of every this many steps in the window, one is read
    double progress = 1.0;      ///< 0 to 1
};

} // namespace h5pulse
