// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/linked_time_axis.h"

#include "plot/axis_control.h"
#include "plot/plot_widget.h"

#include <algorithm>

namespace h5pulse::viewer {

LinkedTimeAxis::LinkedTimeAxis(PlotWidget& plot)
    : QObject(&plot)
    , m_plot(plot)
{
    // Not at rangeChanged(): the wheel changes the range before the axis is held.
    connect(&plot, &PlotWidget::afterLayout, this, &LinkedTimeAxis::look);
}

LinkedTimeAxis::LinkedTimeAxis(PlotWidget& plot, AxisControl& control)
    : QObject(&plot)
    , m_plot(plot)
    , m_control(&control)
{
}

void LinkedTimeAxis::setAxes(QList<QCPAxis*> axes)
{
    m_axes = std::move(axes);
    if (m_control) {
        m_control->setAxis(m_axes.isEmpty() ? nullptr : m_axes.back());
    }
    for (QCPAxis* axis : std::as_const(m_axes)) {
        link(axis);
    }
    if (m_window && !m_axes.isEmpty() && shown() != m_window) {
        hold(*m_window);
    }
    fit();
}

void LinkedTimeAxis::link(QCPAxis* axis)
{
    if (m_control) {
        axis->setTicker(m_axes.back()->ticker());
        axis->setScaleType(m_axes.back()->scaleType());
        axis->setRange(m_axes.back()->range()); // already fitted by the control
    }
    if (m_axes.size() > 1) { // a zoom of one axis applies to all
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
                [this](const QCPRange& range) {
                    for (QCPAxis* other : std::as_const(m_axes)) {
                        other->setRange(range);
                    }
                });
        connect(axis, &QCPAxis::scaleTypeChanged, this, [this](QCPAxis::ScaleType type) {
            for (QCPAxis* other : std::as_const(m_axes)) {
                other->setScaleType(type);
            }
        });
    }
}

void LinkedTimeAxis::hold(const TraceWindow& window)
{
    for (QCPAxis* axis : std::as_const(m_axes)) {
        axis->setRange(toPlot(window.first), toPlot(window.last));
        m_plot.follow(axis->objectName(), axis->range());
    }
}

void LinkedTimeAxis::setKind(TraceWindow::Axis kind)
{
    if (kind != m_kind) {
        m_kind = kind;
        restart();
    }
}

void LinkedTimeAxis::restart()
{
    m_range.reset();
    release();
    if (std::exchange(m_window, std::nullopt)) {
        emit changed();
    }
}

bool LinkedTimeAxis::isHeld() const
{
    return std::ranges::any_of(m_axes, [this](const QCPAxis* axis) { return m_plot.isHeld(axis); });
}

double LinkedTimeAxis::toPlot(double key) const
{
    return m_control ? m_control->toPlot(key) : key;
}

double LinkedTimeAxis::fromPlot(double place) const
{
    return m_control ? m_control->fromPlot(place) : place;
}

void LinkedTimeAxis::cover(double first, double last, bool growing, double end)
{
    m_range.cover(first, last, growing, end);
    fit();
}

void LinkedTimeAxis::fit()
{
    if (m_control) {
        m_control->fit();
    } else if (m_range.valid() && !isHeld()) {
        for (QCPAxis* axis : std::as_const(m_axes)) {
            m_plot.fit(axis, m_range.lower(), m_range.upper());
        }
    }
}

void LinkedTimeAxis::release()
{
    for (QCPAxis* axis : std::as_const(m_axes)) {
        m_plot.release(axis);
    }
    fit();
}

void LinkedTimeAxis::show(const std::optional<TraceWindow>& window)
{
    if (window == m_window || (window && window->axis != m_kind) ||
        // An end that the plot cannot show has the position NaN.
        (window && !QCPRange::validRange(toPlot(window->first), toPlot(window->last)))) {
        return;
    }
    if (window) {
        hold(*window);
        // As rounded by the axis, so that look() finds no difference.
        m_window = m_axes.isEmpty() ? window : shown();
    } else {
        release();
        m_window.reset();
    }
    emit changed();
    m_plot.scheduleReplot();
}

std::optional<TraceWindow> LinkedTimeAxis::shown() const
{
    const bool fixed = m_control && m_control->settings().mode == ScaleMode::Fixed;
    if (m_axes.isEmpty() || !(fixed || isHeld())) {
        return {};
    }
    const QCPRange range = m_axes.back()->range();
    return TraceWindow{m_kind, fromPlot(range.lower), fromPlot(range.upper)};
}

void LinkedTimeAxis::look()
{
    if (m_axes.isEmpty()) {
        return;
    }
    const std::optional<TraceWindow> window = shown();
    if (window != m_window) {
        m_window = window;
        emit changed();
        emit chosen(window);
    }
}

} // namespace h5pulse::viewer
