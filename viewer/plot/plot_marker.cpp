// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/plot_marker.h"

#include "core/format.h"
#include "core/labels.h"
#include "plot/plot_widget.h"

#include <h5pulse/service/run_description.h>

#include <cmath>

namespace h5pulse::viewer {

namespace {
constexpr double kDot = 9.0; // pixels
}

void PlotMarker::remove()
{
    m_place.reset();
    for (const auto& line : std::as_const(m_lines)) {
        if (line) {
            line->setVisible(false);
        }
    }
    for (const auto& dot : std::as_const(m_dots)) {
        if (dot) {
            dot->setVisible(false);
        }
    }
}

void PlotMarker::drawLine(QCPAxisRect* rect, double key)
{
    QPointer<QCPItemStraightLine>& line = m_lines[rect];
    if (!line) {
        line = m_plot.addLine(rect);
    }
    line->setPen(QPen(m_plot.theme().text, 1, Qt::DashLine));
    PlotWidget::placeVertical(line, key);
}

void PlotMarker::drawDot(QCPAxisRect* rect, double key, double value)
{
    QPointer<QCPItemTracer>& dot = m_dots[rect];
    if (!dot) {
        dot = new QCPItemTracer(&m_plot);
        dot->setLayer(PlotWidget::overlayLayer());
        dot->setClipAxisRect(rect);
        dot->setSelectable(false);
        dot->position->setAxisRect(rect);
        dot->position->setAxes(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
        dot->setStyle(QCPItemTracer::tsCircle);
        dot->setSize(kDot);
    }
    dot->setPen(QPen(m_plot.theme().text, 1.5));
    dot->setBrush(m_plot.theme().surface);
    dot->setVisible(std::isfinite(key) && std::isfinite(value));
    if (dot->visible()) {
        dot->position->setCoords(key, value);
    }
}

QString PlotMarker::difference(const QString& name, double delta, const QString& units)
{
    return QStringLiteral("   Δ%1 = %2%3").arg(name, formatNumber(delta), unitSuffix(units));
}

QString PlotMarker::timeDifference(const QString& name, double delta, const QString& units)
{
    const QString text = difference(name, delta, units);
    if (delta == 0.0) {
        return text;
    }
    const QString perUnit = units.isEmpty()                ? QString()
                            : units == QStringLiteral("s") ? QStringLiteral("Hz")
                                                           : QStringLiteral("1/%1").arg(units);
    return text + QStringLiteral("   1/Δ%1 = %2%3").arg(name, formatNumber(1.0 / delta), unitSuffix(perUnit));
}

} // namespace h5pulse::viewer
