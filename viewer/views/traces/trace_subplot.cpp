// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/traces/trace_subplot.h"

#include "core/labels.h"
#include "core/texts.h"
#include "core/trace/trace_points.h"
#include "plot/axis_control.h"
#include "plot/axis_menu.h"
#include "plot/plot_widget.h"

namespace h5pulse::viewer {

namespace {
constexpr double kValueMargin = 0.12;
constexpr int kLabelGap = 20;
} // namespace

TraceSubplot::TraceSubplot(PlotWidget& plot, const SubplotStack::Subplot& place, const QString& field,
                           const TraceSet& traces, TraceWindow::Axis kind, const AxisControl& keys,
                           QWidget* owner)
    : m_plot(plot)
    , m_place(place)
    , m_field(field)
    , m_keys(keys)
    , m_kind(kind)
    , m_values(
          std::make_unique<AxisControl>(plot, AxisControl::Kind::Traces, AutoScale(kValueMargin), nullptr))
    , m_menu(std::make_unique<AxisMenu>(QString(field).replace(QLatin1Char('&'), QStringLiteral("&&")),
                                        *m_values, owner))
{
    for (const TracePtr& trace : traces.traces) {
        if (toText(trace->id.field) == field) {
            // Before setAxis(), so that the axis gets no label. The curves have labels.
            m_values->describe(labelOf(*trace->field), toText(trace->field->units));
            addCurve(trace->id);
        }
    }
    m_values->setAxis(m_place.rect->axis(QCPAxis::atLeft));
}

TraceSubplot::~TraceSubplot() = default;

void TraceSubplot::addCurve(const TraceId& id)
{
    QCPAxis* values = m_place.rect->axis(QCPAxis::atLeft);
    m_curves.push_back({.id = id,
                        .trace = nullptr,
                        .graph = m_plot.addGraph(keyAxis(), values),
                        .label = new QCPItemText(&m_plot)});
    QCPItemText& label = *m_curves.back().label;
    label.setLayer(PlotWidget::overlayLayer());
    label.setClipToAxisRect(false);
    label.setSelectable(false);
    label.setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
    label.setPadding(QMargins(2, 0, 2, 0));
    label.position->setAxisRect(m_place.rect);
    label.position->setType(QCPItemPosition::ptAxisRectRatio);
}

QCPAxis* TraceSubplot::keyAxis() const
{
    return m_place.rect->axis(QCPAxis::atBottom);
}

void TraceSubplot::take(const TraceSet& traces, const std::optional<TraceWindow>& zoomed)
{
    std::vector<TraceCurve*> changed;
    for (TraceCurve& curve : m_curves) {
        if (TracePtr trace = traces.find(curve.id); trace != curve.trace) {
            curve.trace = std::move(trace);
            changed.push_back(&curve);
        }
    }
    measure(zoomed);
    for (TraceCurve* curve : changed) {
        curve->draw(m_kind, m_keys, *m_values);
    }
}

void TraceSubplot::compare(const TraceSetPtr& other, const std::optional<TraceWindow>& zoomed)
{
    std::vector<TraceCurve*> changed;
    for (TraceCurve& curve : m_curves) {
        if (TracePtr trace = other ? other->find(curve.id) : nullptr; trace != curve.otherTrace) {
            curve.otherTrace = std::move(trace);
            changed.push_back(&curve);
        }
    }
    if (!changed.empty()) {
        measure(zoomed);
        for (TraceCurve* curve : changed) {
            curve->drawOther(m_kind, m_keys, *m_values);
        }
    }
}

void TraceSubplot::measure(const std::optional<TraceWindow>& zoomed)
{
    const bool visibleOnly = zoomed && m_values->settings().mode == ScaleMode::EachFrame;
    std::vector<double> values;
    const auto add = [&](const Trace& trace, double end) {
        for (const TraceBin& bin : trace.bins) {
            const double first = firstKeyOf(bin, m_kind);
            const bool visible =
                !visibleOnly || (lastKeyOf(bin, m_kind) >= zoomed->first && first <= zoomed->last);
            if (visible && first <= end) {
                values.push_back(bin.low);
                values.push_back(bin.high);
            }
        }
    };
    for (const TraceCurve& curve : m_curves) {
        const double end = std::numeric_limits<double>::infinity();
        add(*curve.trace, end);
        if (curve.otherTrace) { // values after the end of the open run are not visible
            const std::vector<TraceBin>& bins = curve.trace->bins;
            add(*curve.otherTrace, bins.empty() ? end : lastKeyOf(bins.back(), m_kind));
        }
    }
    m_values->show(m_values->measure({values}));
}

void TraceSubplot::redraw()
{
    for (TraceCurve& curve : m_curves) {
        if (curve.trace) {
            curve.draw(m_kind, m_keys, *m_values);
            curve.drawOther(m_kind, m_keys, *m_values);
        }
    }
}

void TraceSubplot::placeLabels(const QFont& font) const
{
    const QFontMetrics metrics(font);
    int offset = 0;
    for (const TraceCurve& curve : m_curves) {
        if (!curve.trace) {
            continue;
        }
        const QString text = curve.text(m_values->isLogarithmic());
        curve.label->setText(text);
        curve.label->position->setPixelPosition(QPointF(m_place.rect->rect().topLeft()) + QPointF(offset, 0));
        offset += metrics.horizontalAdvance(text) + kLabelGap;
    }
}

void TraceSubplot::style(std::size_t index, const QFont& font)
{
    const Theme& theme = m_plot.theme();
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        // Each subplot starts at another colour, so that neighbours differ.
        const QColor color = theme.curve(index + i);
        m_curves[i].graph->setPen(PlotWidget::curvePen(color, 1.5));
        m_curves[i].label->setColor(color);
        m_curves[i].label->setFont(font);
    }
    redraw(); // the fill of a band has the colour of the line
    m_place.marker->setPen(QPen(theme.muted, 1, Qt::DotLine));
}

} // namespace h5pulse::viewer
