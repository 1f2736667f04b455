// SPDX-License-Identifier: MIT
#include <h5pulse/service/trace.h>

#include <algorithm>

namespace h5pulse {

double firstKeyOf(const TraceBin& bin, TraceWindow::Axis axis)
{
    return axis == TraceWindow::Axis::Time ? bin.firstTime : static_cast<double>(bin.first);
}

double lastKeyOf(const TraceBin& bin, TraceWindow::Axis axis)
{
    return axis == TraceWindow::Axis::Time ? bin.lastTime : static_cast<double>(bin.end - 1);
}

const TraceBin* binAt(const std::vector<TraceBin>& bins, double key, TraceWindow::Axis axis)
{
    const auto begin = [&](const TraceBin& bin) { return firstKeyOf(bin, axis); };
    const auto after = std::ranges::upper_bound(bins, key, {}, begin);
    return bins.empty() ? nullptr : &*(after == bins.begin() ? after : after - 1);
}

TracePtr TraceSet::find(const TraceId& id) const
{
    const auto found =
        std::ranges::find(traces, id, [](const TracePtr& trace) -> const TraceId& { return trace->id; });
    return found == traces.end() ? nullptr : *found;
}

bool TraceSet::isComplete() const
{
    return std::ranges::all_of(traces, [](const TracePtr& trace) { return trace->complete; });
}

TraceWindow::Axis TraceSet::axis() const
{
    return run && run->hasTimes && timesAscend ? TraceWindow::Axis::Time : TraceWindow::Axis::Step;
}

} // namespace h5pulse
