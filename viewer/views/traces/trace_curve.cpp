// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/traces/trace_curve.h"

#include "core/format.h"
#include "core/trace_points.h"
#include "plot/graph_points.h"

#include <qcustomplot.h>

#include <QCoreApplication>

namespace h5pulse::viewer {

namespace {

constexpr int kBandAlpha = 70;

QString tr(const char* text)
{
    return QCoreApplication::translate("h5pulse::viewer::TraceView", text);
}

} // namespace

void TraceCurve::draw(TraceWindow::Axis axis)
{
    if (!trace->coarse) {
        graph->setChannelFillGraph(nullptr);
        graph->setBrush(Qt::NoBrush);
        setPoints(*graph, traceLine(*trace, axis));
        if (lower) {
            lower->data()->clear();
        }
        return;
    }
    if (!lower) {
        lower = graph->parentPlot()->addGraph(graph->keyAxis(), graph->valueAxis());
    }
    const TraceBand band = traceBand(*trace, axis);
    setPoints(*graph, band.upper);
    setPoints(*lower, band.lower);
    QColor fill = graph->pen().color();
    fill.setAlpha(kBandAlpha);
    lower->setPen(graph->pen());
    graph->setBrush(fill);
    graph->setChannelFillGraph(lower);
}

QString TraceCurve::text() const
{
    QString text = trace->label;
    if (!trace->field->units.isEmpty()) {
        text += QStringLiteral(" [%1]").arg(trace->field->units);
    }
    if (trace->nonFinite > 0) {
        text += tr("  (%1 values not finite)").arg(formatCount(trace->nonFinite));
    }
    if (trace->coarse && !trace->bins.empty()) {
        const TraceBin& bin = trace->bins[trace->bins.size() / 2];
        text += tr("  (lowest and highest of %1 steps)").arg(formatCount(bin.end - bin.first));
    }
    if (!trace->problem.isEmpty()) {
        text += tr(": %1").arg(trace->problem);
    }
    return text;
}

} // namespace h5pulse::viewer
