// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace_points.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

bool risesInto(const TraceBin& bin, const TraceBin& next)
{
    return !std::isfinite(next.low) || next.low + next.high >= bin.low + bin.high;
}

} // namespace

std::vector<TracePoint> traceLine(const Trace& trace, TraceWindow::Axis axis)
{
    std::vector<TracePoint> points;
    points.reserve(2 * trace.bins.size());
    for (std::size_t i = 0; i < trace.bins.size(); ++i) {
        const TraceBin& bin = trace.bins[i];
        const double key = firstKeyOf(bin, axis);
        if (i > 0 && trace.bins[i - 1].end != bin.first) {
            points.push_back({lastKeyOf(trace.bins[i - 1], axis), trace.bins[i - 1].mean});
            points.push_back({key, bin.mean});
        }
        if (bin.isPoint() || !std::isfinite(bin.low)) {
            points.push_back({key, bin.low});
            continue;
        }
        const double last = points.empty() ? std::numeric_limits<double>::quiet_NaN() : points.back().value;
        const bool lowFirst = std::isfinite(last)
                                  ? std::abs(last - bin.low) <= std::abs(last - bin.high)
                                  : risesInto(bin, trace.bins[std::min(i + 1, trace.bins.size() - 1)]);
        points.push_back({key, lowFirst ? bin.low : bin.high});
        points.push_back({lastKeyOf(bin, axis), lowFirst ? bin.high : bin.low});
    }
    return points;
}

TraceBand traceBand(const Trace& trace, TraceWindow::Axis axis)
{
    TraceBand band;
    for (const TraceBin& bin : trace.bins) {
        for (const double key : {firstKeyOf(bin, axis), lastKeyOf(bin, axis)}) {
            band.lower.push_back({key, bin.low});
            band.upper.push_back({key, bin.high});
        }
    }
    return band;
}

} // namespace h5pulse::viewer
