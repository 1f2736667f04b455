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
    return index < 0 ? nullptr : m_subplots[static_cast<std::size_t>(index)].get();
}

TraceSubplot* TraceSubplots::of(const QString& field) const
{
    const auto found =
        std::ranges::find_if(m_subplots, [&](const auto& subplot) { return subplot->field() == field; });
    return found == m_subplots.end() ? nullptr : found->get();
}

QList<QCPAxis*> TraceSubplots::keyAxes() const
{
    QList<QCPAxis*> axes;
    for (const auto& subplot : m_subplots) {
        axes << subplot->keyAxis();
    }
    return axes;
}

std::vector<TracePtr> TraceSubplots::traces() const
{
    std::vector<TracePtr> traces;
    for (const auto& subplot : m_subplots) {
        std::ranges::transform(subplot->curves(), std::back_inserter(traces), &TraceCurve::trace);
    }
    return traces;
}

bool TraceSubplots::hold(const TraceSet& traces) const
{
    std::vector<TraceId> held;
    for (const auto& subplot : m_subplots) {
        std::ranges::transform(subplot->curves(), std::back_inserter(held), &TraceCurve::id);
    }
    return held.size() == traces.traces.size() &&
           std::ranges::all_of(traces.traces, [&](const TracePtr& trace) {
               return std::ranges::find(held, trace->id) != held.end();
           });
}

void TraceSubplots::clear()
{
    m_subplots.clear();
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
    const QString keyLabel; // empty: the control of the time axis sets the label
    const SubplotStack::Subplot place =
        m_stack.add(QStringLiteral("values of %1").arg(field), last ? &keyLabel : nullptr);
    m_subplots.push_back(std::make_unique<TraceSubplot>(m_plot, place, field, traces, kind, m_keys, m_owner));
    TraceSubplot& subplot = *m_subplots.back();
    subplot.values().setSettings(m_choices.of(field));
    connect(&subplot.values(), &AxisControl::positionsChanged, this, [&subplot] { subplot.redraw(); });
    connect(&subplot.values(), &AxisControl::chosen, this, [this, &subplot] {
        m_choices.set(subplot.field(), subplot.values().settings());
        emit chosen(subplot.field());
    });
}

void TraceSubplots::take(const TraceSet& traces, const std::optional<TraceWindow>& zoomed)
{
    for (const auto& subplot : m_subplots) {
        subplot->take(traces, zoomed);
    }
}

void TraceSubplots::compare(const TraceSetPtr& other, const std::optional<TraceWindow>& zoomed)
{
    for (const auto& subplot : m_subplots) {
        subplot->compare(other, zoomed);
    }
}

void TraceSubplots::fitToZoom(const std::optional<TraceWindow>& zoomed)
{
    for (const auto& subplot : m_subplots) {
        if (subplot->values().settings().mode == ScaleMode::EachFrame) {
            subplot->measure(zoomed);
        }
    }
    fit();
}

void TraceSubplots::fit()
{
    for (const auto& subplot : m_subplots) {
        subplot->values().fit();
    }
}

void TraceSubplots::refit()
{
    for (const auto& subplot : m_subplots) {
        subplot->values().refit();
    }
}

void TraceSubplots::redraw()
{
    for (const auto& subplot : m_subplots) {
        subplot->redraw();
    }
}

void TraceSubplots::placeLabels(const QFont& font) const
{
    for (const auto& subplot : m_subplots) {
        subplot->placeLabels(font);
    }
}

void TraceSubplots::style(const QFont& font)
{
    for (std::size_t i = 0; i < m_subplots.size(); ++i) {
        m_subplots[i]->style(i, font);
    }
}

void TraceSubplots::placeMarker(double place)
{
    for (const SubplotStack::Subplot& subplot : m_stack.subplots()) {
        PlotWidget::placeVertical(subplot.marker, place);
    }
}

void TraceSubplots::restore(const AxisChoices& choices, const std::optional<TraceWindow>& zoomed)
{
    m_choices = choices;
    for (const auto& subplot : m_subplots) {
        subplot->values().setSettings(m_choices.of(subplot->field()));
        subplot->measure(zoomed);
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
            break; // keys ascend
        }
        extent.notPositive += lastKeyOf(bin, kind) > 0.0 ? 1 : bin.end - bin.first;
    }
    return extent;
}

} // namespace h5pulse::viewer
