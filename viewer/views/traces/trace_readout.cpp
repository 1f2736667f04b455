// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/traces/trace_readout.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"
#include "core/trace/trace_points.h"
#include "plot/plot_marker.h"

#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kDigits = 5;

double valueOf(const TraceBin& bin)
{
    return bin.isPoint() ? bin.low : bin.mean;
}

QString rangeText(const TraceBin& bin)
{
    return bin.isPoint() || bin.low == bin.high
               ? formatNumber(bin.low, kDigits)
               : QStringLiteral("%1 … %2").arg(formatNumber(bin.low, kDigits),
                                               formatNumber(bin.high, kDigits));
}

/// "u[2]" of "u[2]  x = 0.5"
QString shortLabel(const Trace& trace)
{
    return traceLabel(trace).section(QStringLiteral("  "), 0, 0);
}

QString reciprocal(const QString& units)
{
    return units.isEmpty()                ? QString()
           : units == QStringLiteral("s") ? QStringLiteral("Hz")
                                          : QStringLiteral("1/%1").arg(units);
}

} // namespace

TraceReadout::TraceReadout(const RunDescription& run, TraceWindow::Axis kind, std::vector<TracePtr> traces,
                           TraceSetPtr other)
    : m_run(run)
    , m_kind(kind)
    , m_traces(std::move(traces))
    , m_other(std::move(other))
{
}

const TraceBin* TraceReadout::otherBinAt(const TraceId& id, double key) const
{
    const TracePtr other = m_other ? m_other->find(id) : nullptr;
    if (!other || other->bins.empty() || key > lastKeyOf(other->bins.back(), m_kind) ||
        key < firstKeyOf(other->bins.front(), m_kind)) {
        return nullptr; // the key is outside of the other trace
    }
    return other->binAt(key, m_kind);
}

QString TraceReadout::at(double key) const
{
    QString text = overTime() ? tr("%1 = %2%3")
                                    .arg(toText(m_run.timeName), formatNumber(key, kDigits),
                                         unitSuffix(toText(m_run.timeUnits)))
                              : tr("step %1").arg(std::llround(key));
    for (const TracePtr& trace : m_traces) {
        if (const TraceBin* bin = trace->binAt(key, m_kind)) {
            text += tr("   %1 %2").arg(shortLabel(*trace), rangeText(*bin));
            if (const TraceBin* other = otherBinAt(trace->id, key)) {
                text += tr(", dashed %1").arg(rangeText(*other));
            }
        }
    }
    return text;
}

QString TraceReadout::differences(double mark, double key) const
{
    const QString units = overTime() ? toText(m_run.timeUnits) : QString();
    const double delta = key - mark;
    QString text = PlotMarker::difference(overTime() ? toText(m_run.timeName) : tr("step"), delta, units);
    if (overTime() && delta != 0.0) {
        text += tr("   1/Δ%1 = %2%3")
                    .arg(toText(m_run.timeName), formatNumber(1.0 / delta, kDigits),
                         unitSuffix(reciprocal(units)));
    }
    for (const TracePtr& trace : m_traces) {
        const TraceBin* here = trace->binAt(key, m_kind);
        const TraceBin* there = trace->binAt(mark, m_kind);
        if (here && there) {
            text += PlotMarker::difference(shortLabel(*trace), valueOf(*here) - valueOf(*there),
                                           toText(trace->field->units));
        }
    }
    return text;
}

} // namespace h5pulse::viewer
