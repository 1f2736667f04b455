// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/traces/trace_curve.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"
#include "core/trace/trace_points.h"
#include "plot/axis_control.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kBandAlpha = 70;

/// The part of a trace that a logarithmic axis can show.
///
/// The lowest positive value of a bin with values on both sides of zero is not known. A line then shows the
/// highest value of the bin. A band reaches down to the lowest positive value of the other bins.
Trace positivePart(const Trace& trace)
{
    Trace positive = trace;
    double lowest = std::numeric_limits<double>::infinity();
    for (const TraceBin& bin : trace.bins) {
        lowest = bin.low > 0.0 ? std::min(lowest, bin.low) : lowest;
    }
    for (TraceBin& bin : positive.bins) {
        if (!(bin.high > 0.0)) {
            bin.low = bin.high = bin.mean = std::numeric_limits<double>::quiet_NaN();
        } else if (bin.low <= 0.0) {
            bin.low = trace.coarse ? std::min(lowest, bin.high) : bin.high;
            bin.mean = bin.high;
        }
    }
    return positive;
}

std::uint64_t stepsNotPositive(const Trace& trace, bool& exact)
{
    std::uint64_t count = 0;
    exact = true;
    for (const TraceBin& bin : trace.bins) {
        if (bin.high <= 0.0) {
            count += bin.end - bin.first;
        } else if (bin.low <= 0.0) {
            ++count;
            exact = false;
        }
    }
    return count;
}

/// Gives a graph its points, in coordinates of the plot.
void setPoints(QCPGraph& to, const std::vector<TracePoint>& points, const AxisControl& keys,
               const AxisControl& values)
{
    QVector<QCPGraphData> data;
    data.reserve(static_cast<qsizetype>(points.size()));
    for (const TracePoint& point : points) {
        const double key = keys.toPlot(point.key);
        if (std::isfinite(key)) {
            data.append({key, values.toPlot(point.value)});
        }
    }
    to.data()->set(data, true);
}

} // namespace

void TraceCurve::draw(TraceWindow::Axis axis, const AxisControl& keys, const AxisControl& values)
{
    const bool logarithmic = values.isLogarithmic();
    const Trace positive = logarithmic ? positivePart(*trace) : Trace();
    const Trace& shown = logarithmic ? positive : *trace;
    if (!trace->coarse) {
        graph->setChannelFillGraph(nullptr);
        graph->setBrush(Qt::NoBrush);
        setPoints(*graph, traceLine(shown, axis), keys, values);
        if (lower) {
            lower->data()->clear();
        }
        return;
    }
    if (!lower) {
        lower = graph->parentPlot()->addGraph(graph->keyAxis(), graph->valueAxis());
    }
    const TraceBand band = traceBand(shown, axis);
    setPoints(*graph, band.upper, keys, values);
    setPoints(*lower, band.lower, keys, values);
    QColor fill = graph->pen().color();
    fill.setAlpha(kBandAlpha);
    lower->setPen(graph->pen());
    graph->setBrush(fill);
    graph->setChannelFillGraph(lower);
}

void TraceCurve::drawOther(TraceWindow::Axis axis, const AxisControl& keys, const AxisControl& values)
{
    if (!otherTrace) {
        if (other) {
            other->data()->clear();
        }
        return;
    }
    if (!other) {
        other = graph->parentPlot()->addGraph(graph->keyAxis(), graph->valueAxis());
    }
    QPen pen = graph->pen();
    pen.setStyle(Qt::DashLine);
    other->setPen(pen);
    setPoints(*other, traceLine(values.isLogarithmic() ? positivePart(*otherTrace) : *otherTrace, axis), keys,
              values);
}

QString TraceCurve::text(bool logarithmic) const
{
    QString text = traceLabel(*trace);
    if (!trace->field->units.empty()) {
        text += QStringLiteral(" [%1]").arg(toText(trace->field->units));
    }
    if (trace->nonFinite > 0) {
        text += Texts::tr("  (%1 values not finite)").arg(formatCount(trace->nonFinite));
    }
    bool exact = true;
    if (const std::uint64_t count = logarithmic ? stepsNotPositive(*trace, exact) : 0; count > 0) {
        text += exact ? Texts::tr("  (%1 values ≤ 0 not shown)").arg(formatCount(count))
                      : Texts::tr("  (values ≤ 0 not shown)");
    }
    if (trace->coarse && !trace->bins.empty()) {
        const TraceBin& bin = trace->bins[trace->bins.size() / 2];
        text += Texts::tr("  (lowest and highest of %1 steps)").arg(formatCount(bin.end - bin.first));
    }
    if (!trace->problem.empty()) {
        text += Texts::tr(": %1").arg(toText(trace->problem));
    }
    return text;
}

} // namespace h5pulse::viewer
