// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/time/slider_overview.h"

#include "core/format.h"
#include "core/texts.h"

#include <cmath>

namespace h5pulse::viewer {

namespace {

const QString kApart = QStringLiteral("   ");

/// Null: nobody has read that step yet.
const TraceBin* binOf(const TracePtr& trace, std::uint64_t step)
{
    const TraceBin* bin = trace ? trace->binAt(static_cast<double>(step), TraceWindow::Axis::Step) : nullptr;
    return bin && bin->first <= step && step < bin->end ? bin : nullptr;
}

QString timeText(const SliderOverview& overview, std::uint64_t step)
{
    const TraceBin* bin = binOf(overview.timed, step);
    if (!bin || !overview.run || !overview.run->hasTimes || (!bin->isPoint() && !overview.timesAscend)) {
        return {};
    }
    const double part = bin->isPoint() ? 0.0
                                       : static_cast<double>(step - bin->first) /
                                             static_cast<double>(bin->end - 1 - bin->first);
    const bool exact = part == 0.0 || part == 1.0;
    return kApart + QStringLiteral("%1 %2 %3%4")
                        .arg(overview.run->timeName, exact ? QStringLiteral("=") : QStringLiteral("≈"),
                             formatNumber(bin->firstTime * (1.0 - part) + bin->lastTime * part),
                             unitSuffix(overview.run->timeUnits));
}

QString valueText(const SliderOverview& overview, std::uint64_t step)
{
    const TraceBin* bin = binOf(overview.drawn, step);
    if (!bin) {
        return {};
    }
    const Trace& trace = *overview.drawn;
    const QString unit = unitSuffix(trace.field->units);
    if (!std::isfinite(bin->low)) {
        return kApart + Texts::tr("%1: nothing finite").arg(trace.label);
    }
    return kApart + (bin->low == bin->high
                         ? QStringLiteral("%1 = %2%3").arg(trace.label, formatNumber(bin->low), unit)
                         : QStringLiteral("%1 = %2 … %3%4")
                               .arg(trace.label, formatNumber(bin->low), formatNumber(bin->high), unit));
}

} // namespace

QString describeStep(const SliderOverview& overview, std::uint64_t step)
{
    return Texts::tr("step %1").arg(formatCount(step)) + timeText(overview, step) + valueText(overview, step);
}

} // namespace h5pulse::viewer
