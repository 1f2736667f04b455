// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace_columns.h"

#include "core/trace/trace_points.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace h5pulse::viewer {

namespace {

void extend(TraceColumn& column, double value)
{
    column.low = std::fmin(column.low, value);
    column.high = std::fmax(column.high, value);
}

} // namespace

std::vector<TraceColumn> traceColumns(const Trace& trace, std::uint64_t steps, std::size_t count)
{
    std::vector<TraceColumn> columns(count);
    if (count == 0) {
        return columns;
    }
    const auto last = static_cast<double>(count - 1);
    const double scale = steps > 1 ? last / static_cast<double>(steps - 1) : 0.0;
    std::optional<TracePoint> before; // key in columns
    for (const TracePoint& point : traceLine(trace, TraceWindow::Axis::Step)) {
        if (!std::isfinite(point.value)) {
            before.reset();
            continue;
        }
        const TracePoint here{std::min(last, std::round(point.key * scale)), point.value};
        if (before) {
            const double length = here.key - before->key;
            for (double x = before->key + 1.0; x < here.key; x += 1.0) {
                const double part = (x - before->key) / length;
                extend(columns[static_cast<std::size_t>(x)],
                       before->value * (1.0 - part) + here.value * part);
            }
        }
        extend(columns[static_cast<std::size_t>(here.key)], here.value);
        before = here;
    }
    return columns;
}

double partOf(double value, double low, double high)
{
    if (!(low < high)) {
        return 0.5;
    }
    // Halves avoid an overflow of the difference.
    const double factor = std::isfinite(high - low) ? 1.0 : 0.5;
    return (value * factor - low * factor) / (high * factor - low * factor);
}

} // namespace h5pulse::viewer
