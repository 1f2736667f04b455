// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/linked_time_axis.h"

#include "plot/plot_widget.h"

#include <algorithm>

namespace h5pulse::viewer {

LinkedTimeAxis::LinkedTimeAxis(PlotWidget& plot)
    : QObject(&plot)
    , m_plot(plot)
{
    // Not at each change of the range: an axis is held only when the wheel has turned it.
    connect(&plot, &PlotWidget::afterLayout, this, &LinkedTimeAxis::look);
}

void LinkedTimeAxis::setAxes(QList<QCPAxis*> axes)
{
    m_axes = std::move(axes);
    for (QCPAxis* axis : std::as_const(m_axes)) {
        if (m_window) {
            axis->setRange(m_window->first, m_window->last);
            m_plot.follow(axis->objectName(), axis->range());
        }
        if (m_axes.size() > 1) { // whoever zooms one zooms all
            connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
                    [this](const QCPRange& range) {
                        for (QCPAxis* other : std::as_const(m_axes)) {
                            other->setRange(range);
                        }
                    });
        }
    }
    fit();
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

void LinkedTimeAxis::cover(double first, double last, bool growing, double end)
{
    m_range.cover(first, last, growing, end);
    fit();
}

void LinkedTimeAxis::fit()
{
    if (m_range.valid() && !isHeld()) {
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
    if (m_axes.isEmpty() || window == m_window || (window && window->axis != m_kind) ||
        (window && !QCPRange::validRange(window->first, window->last))) {
        return;
    }
    if (window) {
        for (QCPAxis* axis : std::as_const(m_axes)) {
            axis->setRange(window->first, window->last);
            m_plot.follow(axis->objectName(), axis->range());
        }
        // As the axis has it: that is no other stretch.
        const QCPRange range = m_axes.front()->range();
        m_window = TraceWindow{m_kind, range.lower, range.upper};
    } else {
        release();
        m_window.reset();
    }
    emit changed();
    m_plot.scheduleReplot();
}

void LinkedTimeAxis::look()
{
    if (m_axes.isEmpty()) {
        return;
    }
    std::optional<TraceWindow> window;
    if (isHeld()) {
        const QCPRange range = m_axes.front()->range();
        window = TraceWindow{m_kind, range.lower, range.upper};
    }
    if (window != m_window) {
        m_window = window;
        emit changed();
        emit chosen(window);
    }
}

} // namespace h5pulse::viewer
