// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/traces/trace_subplots.h"

#include "core/texts.h"
#include "core/trace/trace_points.h"
#include "plot/axis_control.h"
#include "plot/plot_widget.h"

#include <algorithm>

namespace h5pulse::viewer {

TraceSubplots::TraceSubplots(PlotWidget& plot, const AxisControl& keys, QWidget* owner)
    : QObject(owner)
    , m_plot(plot)
    , m_keys(keys)
    , m_owner(owner)
    , m_stack(plot)
{
}

TraceSubplots::~TraceSubplots() = default;

const TraceSubplot* TraceSubplots::at(const QPointF& position) const
{
    const qsizetype index = m_stack.at(position);
    return index < 0 ? nullptr : m_strips[static_cast<std::size_t>(index)].get();
}

TraceSubplot* TraceSubplots::of(const QString& field) const
{
    const auto found =
        std::ranges::find_if(m_strips, [&](const auto& strip) { return strip->field() == field; });
    return found == m_strips.end() ? nullptr : found->get();
}

QList<QCPAxis*> TraceSubplots::keyAxes() const
{
    QList<QCPAxis*> axes;
    for (const auto& strip : m_strips) {
        axes << strip->keyAxis();
    }
    return axes;
}

std::vector<TracePtr> TraceSubplots::traces() const
{
    std::vector<TracePtr> traces;
    for (const auto& strip : m_strips) {
        std::ranges::transform(strip->curves(), std::back_inserter(traces), &TraceCurve::trace);
    }
    return traces;
}

bool TraceSubplots::hold(const TraceSet& traces) const
{
    std::vector<TraceId> held;
    for (const auto& strip : m_strips) {
        std::ranges::transform(strip->curves(), std::back_inserter(held), &TraceCurve::id);
    }
    return held.size() == traces.traces.size() &&
           std::ranges::all_of(traces.traces, [&](const TracePtr& trace) {
               return std::ranges::find(held, trace->id) != held.end();
           });
}

void TraceSubplots::clear()
{
    m_strips.clear();
    m_stack.clear();
}

void TraceSubplots::build(const TraceSet& traces, TraceWindow::Axis kind)
{
    QStringList fields;
    for (const TracePtr& trace : traces.traces) {
        if (!fields.contains(toText(trace->id.field))) {
            fields << toText(trace->id.field);
        }
    }
    for (const QString& field : std::as_const(fields)) {
        add(field, traces, kind, field == fields.back());
    }
}

void TraceSubplots::add(const QString& field, const TraceSet& traces, TraceWindow::Axis kind, bool last)
{
    const QString keyLabel; // as the control of the time axis describes it
    const SubplotStack::Strip place =
        m_stack.add(QStringLiteral("values of %1").arg(field), last ? &keyLabel : nullptr);
    m_strips.push_back(std::make_unique<TraceSubplot>(m_plot, place, field, traces, kind, m_keys, m_owner));
    TraceSubplot& strip = *m_strips.back();
    strip.values().setSettings(m_choices.of(field));
    connect(&strip.values(), &AxisControl::placesChanged, this, [&strip] { strip.redraw(); });
    connect(&strip.values(), &AxisControl::chosen, this, [this, &strip] {
        m_choices.set(strip.field(), strip.values().settings());
        emit chosen(strip.field());
    });
}

void TraceSubplots::take(const TraceSet& traces, const std::optional<TraceWindow>& zoomed)
{
    for (const auto& strip : m_strips) {
        strip->take(traces, zoomed);
    }
}

void TraceSubplots::compare(const TraceSetPtr& other, const std::optional<TraceWindow>& zoomed)
{
    for (const auto& strip : m_strips) {
        strip->compare(other, zoomed);
    }
}

void TraceSubplots::fitToZoom(const std::optional<TraceWindow>& zoomed)
{
    for (const auto& strip : m_strips) {
        if (strip->values().settings().mode == ScaleMode::EachFrame) {
            strip->measure(zoomed);
        }
    }
    fit();
}

void TraceSubplots::fit()
{
    for (const auto& strip : m_strips) {
        strip->values().fit();
    }
}

void TraceSubplots::refit()
{
    for (const auto& strip : m_strips) {
        strip->values().refit();
    }
}

void TraceSubplots::redraw()
{
    for (const auto& strip : m_strips) {
        strip->redraw();
    }
}

void TraceSubplots::placeLabels(const QFont& font) const
{
    for (const auto& strip : m_strips) {
        strip->placeLabels(font);
    }
}

void TraceSubplots::style(bool live, const QFont& font)
{
    for (std::size_t i = 0; i < m_strips.size(); ++i) {
        m_strips[i]->style(i, live, font);
    }
}

void TraceSubplots::placeCursor(double place)
{
    for (const SubplotStack::Strip& strip : m_stack.strips()) {
        PlotWidget::placeVertical(strip.cursor, place);
    }
}

void TraceSubplots::placeMarker(double place)
{
    for (const SubplotStack::Strip& strip : m_stack.strips()) {
        PlotWidget::placeVertical(strip.marker, place);
    }
}

void TraceSubplots::restore(const AxisChoices& choices, const std::optional<TraceWindow>& zoomed)
{
    m_choices = choices;
    for (const auto& strip : m_strips) {
        strip->values().setSettings(m_choices.of(strip->field()));
        strip->measure(zoomed);
    }
}

DataExtent extentOfKeys(const Trace& trace, TraceWindow::Axis kind, double first, double end)
{
    DataExtent extent;
    extent.low = first;
    extent.high = end;
    for (const TraceBin& bin : trace.bins) {
        if (firstKeyOf(bin, kind) > 0.0) {
            extent.lowestPositive = firstKeyOf(bin, kind);
            break; // they ascend
        }
        extent.notPositive += lastKeyOf(bin, kind) > 0.0 ? 1 : bin.end - bin.first;
    }
    return extent;
}

} // namespace h5pulse::viewer
