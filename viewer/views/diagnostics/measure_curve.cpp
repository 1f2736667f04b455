// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diagnostics/measure_curve.h"

#include "core/trace/trace_points.h"
#include "plot/axis_control.h"
#include "plot/axis_menu.h"
#include "plot/plot_widget.h"
#include "views/diagnostics/measures.h"

namespace h5pulse::viewer {

namespace {

constexpr double kValueMargin = 0.12;
constexpr double kWidth = 1.5;

} // namespace

MeasureCurve::MeasureCurve(Measure measure, PlotWidget& plot, QWidget* view)
    : m_plot(plot)
    , m_measure(measure)
    , m_values(new AxisControl(plot, AxisControl::Kind::Traces, AutoScale(kValueMargin), view))
    , m_menu(new AxisMenu(actionOf(measure), *m_values, view))
{
}

QString MeasureCurve::label() const
{
    return m_values->label();
}

void MeasureCurve::start(const QString& units)
{
    const bool has = !units.isEmpty() && m_measure != Measure::NonFinite;
    const QString name = nameOf(m_measure);
    m_values->restart();
    m_values->setAxis(nullptr); // so that the axis gets no label: the label is above the subplot
    m_values->describe(has ? QStringLiteral("%1 [%2]").arg(name, units) : name, has ? units : QString());
    m_values->setAxis(isShown() ? m_subplot.rect->axis(QCPAxis::atLeft) : nullptr);
}

void MeasureCurve::attach(const SubplotStack::Subplot& subplot)
{
    m_subplot = subplot;
    QCPAxis* value = subplot.rect->axis(QCPAxis::atLeft);
    m_graph = m_plot.addGraph(subplot.rect->axis(QCPAxis::atBottom), value);
    m_text = new QCPItemText(&m_plot);
    m_text->setLayer(PlotWidget::overlayLayer());
    m_text->setClipToAxisRect(false);
    m_text->setSelectable(false);
    m_text->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
    m_text->setPadding(QMargins(2, 0, 2, 0));
    m_text->position->setAxisRect(subplot.rect);
    m_text->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_values->setAxis(value);
}

void MeasureCurve::detach()
{
    m_values->setAxis(nullptr);
    m_graph = nullptr;
    m_text = nullptr;
}

void MeasureCurve::measure(const DiagnosticsResult& result, const std::optional<TraceWindow>& range)
{
    const bool visibleOnly = m_values->settings().mode == ScaleMode::EachFrame && range;
    std::vector<double> values;
    for (const TraceBin& bin : result.of(m_measure)) {
        if (!visibleOnly ||
            (lastKeyOf(bin, result.axis) >= range->first && firstKeyOf(bin, result.axis) <= range->last)) {
            values.push_back(bin.low); // a bin of several steps has one value too
        }
    }
    m_values->show(m_values->measure({values}));
}

void MeasureCurve::draw(const DiagnosticsResult& result, const AxisControl& time)
{
    Trace trace;
    trace.bins = result.of(m_measure);
    QVector<QCPGraphData> data;
    for (const TracePoint& point : traceLine(trace, result.axis)) {
        const double key = time.toPlot(point.key);
        if (std::isfinite(key)) {
            data.append({key, m_values->toPlot(point.value)});
        }
    }
    m_graph->data()->set(data, true);
}

void MeasureCurve::clear()
{
    m_graph->data()->clear();
}

void MeasureCurve::placeLabel()
{
    m_text->setText(label() + m_values->omission());
    m_text->position->setPixelPosition(m_subplot.rect->rect().topLeft());
}

void MeasureCurve::applyTheme(const QFont& font)
{
    // The colour of a measure does not depend on the other visible measures.
    const QColor color = m_plot.theme().curve(static_cast<std::size_t>(m_measure));
    m_graph->setPen(PlotWidget::curvePen(color, kWidth));
    m_text->setColor(color);
    m_text->setFont(font);
}

} // namespace h5pulse::viewer
