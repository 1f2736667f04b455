// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace.h"

#include "core/format.h"
#include "core/trace/trace_points.h"

#include <algorithm>

namespace h5pulse::viewer {

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

const TraceBin* binAt(const std::vector<TraceBin>& bins, double key, TraceWindow::Axis axis)
{
    const auto begin = [&](const TraceBin& bin) { return firstKeyOf(bin, axis); };
    const auto after = std::ranges::upper_bound(bins, key, {}, begin);
    return bins.empty() ? nullptr : &*(after == bins.begin() ? after : after - 1);
}

QString traceLabel(const FieldDescription& field, const TraceId& id)
{
    QString label = field.name;
    if (field.isComplex()) {
        label = (id.part == TracePart::Real ? QStringLiteral("Re %1") : QStringLiteral("Im %1")).arg(label);
    }
    if (field.isScalar()) {
        return label;
    }
    label += QStringLiteral("[%1]").arg(indexText(field.shape, id.component));
    if (field.shape.size() == 1 && field.axes.front()) {
        const AxisDescription& axis = *field.axes.front();
        label += QStringLiteral("  %1 = %2%3")
                     .arg(axis.name, formatNumber((*axis.values)[id.component]), unitSuffix(axis.units));
    }
    return label;
}

} // namespace h5pulse::viewer
