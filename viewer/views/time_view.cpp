// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/time_view.h"

#include "core/labels.h"
#include "core/texts.h"
#include "plot/axis_menu.h"
#include "plot/linked_time_axis.h"
#include "plot/plot_actions.h"
#include "plot/plot_widget.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr double kMaxSteps = 1e18;
const auto kTime = QStringLiteral("time");
const auto kOverTime = QStringLiteral("time");
const auto kOverSteps = QStringLiteral("step");

} // namespace

TimeView::TimeView(const AutoScale& scale, QWidget* parent)
    : PlotView(parent)
    , m_time(new AxisControl(plot(), AxisControl::Kind::Positions, scale, this))
    , m_timeAxis(new LinkedTimeAxis(plot(), *m_time))
{
    connect(m_timeAxis, &LinkedTimeAxis::changed, this, [this] { ask(); });
    connect(m_timeAxis, &LinkedTimeAxis::chosen, this, &TimeView::chooseTimeRange);
    connect(&plot(), &PlotWidget::afterLayout, this, [this] { ask(); });
    connect(m_time, &AxisControl::positionsChanged, this, [this] {
        redraw();
        placeCursors();
        drawMark();
    });
    connect(m_time, &AxisControl::chosen, this, [this] {
        m_timeChoices.set(choiceName(), m_time->settings());
        fitAxes();
        updateTitle();
        emit stateChanged();
    });
}

AxisMenu* TimeView::addTimeMenu(const QString& title)
{
    auto* menu = new AxisMenu(title, *m_time, this);
    plotActions().addMenu(menu);
    return menu;
}

void TimeView::setTimeAxes(const QList<QCPAxis*>& axes, const QList<QCPItemStraightLine*>& cursors)
{
    m_axes = axes;
    m_cursors = cursors;
    m_timeAxis->setAxes(axes);
    describeKeys();
    styleCursors();
    placeCursors();
}

TraceWindow::Axis TimeView::keys() const
{
    return m_timeAxis->kind();
}

bool TimeView::overTime() const
{
    return m_drawn && keys() == TraceWindow::Axis::Time;
}

QString TimeView::choiceName() const
{
    return keys() == TraceWindow::Axis::Time ? kOverTime : kOverSteps;
}

void TimeView::setKeys(RunDescriptionPtr run, TraceWindow::Axis axis)
{
    m_drawn = std::move(run);
    if (axis != keys()) {
        m_time->restart();
        m_timeAxis->setKind(axis);
        m_time->setSettings(m_timeChoices.of(choiceName()));
    }
    describeKeys();
}

void TimeView::describeKeys()
{
    if (m_drawn) {
        m_time->describe(overTime() ? timeLabelOf(*m_drawn) : tr("step"),
                         overTime() ? toText(m_drawn->timeUnits) : QString());
    }
}

void TimeView::restartTime()
{
    m_time->restart();
    m_timeAxis->restart();
}

void TimeView::cover(double first, double last)
{
    m_timeAxis->cover(first, last, isGrowing(context().status->phase),
                      overTime() ? m_drawn->endTime : std::numeric_limits<double>::quiet_NaN());
}

const TimeAxisRange& TimeView::covered() const
{
    return m_timeAxis->covered();
}

std::optional<TraceWindow> TimeView::window() const
{
    return m_timeAxis->shown();
}

void TimeView::showContext(const ViewContext& before)
{
    const ViewContext& now = context();
    if (isGrowing(now.status->phase) != isGrowing(before.status->phase) && m_drawn) {
        coverRun();
        plot().scheduleReplot();
    }
    if (now.timeRange != before.timeRange) {
        m_timeAxis->show(now.timeRange);
        m_time->fit();
        fitValues();
    }
    if (now.step != before.step) {
        if (now.step.live != before.step.live) {
            styleCursors();
        }
        placeCursors();
        plot().replotOverlay();
    }
}

void TimeView::fitAxes()
{
    m_time->fit();
    m_timeAxis->look();
    fitValues();
    plot().scheduleReplot();
}

void TimeView::resetZoom()
{
    plot().releaseAxes();
    plot().scheduleReplot();
}

std::optional<double> TimeView::keyAt(const QPointF& position) const
{
    const QCPAxisRect* rect = m_drawn ? plot().innerRectAt(position) : nullptr;
    return rect ? std::optional(m_time->fromPlot(rect->axis(QCPAxis::atBottom)->pixelToCoord(position.x())))
                : std::nullopt;
}

void TimeView::pick(const QPointF& position)
{
    if (const std::optional<double> key = keyAt(position)) {
        goTo(*key);
    }
}

void TimeView::goTo(double key)
{
    if (overTime()) {
        emit timeWanted(key);
    } else if (m_drawn) {
        emit stepWanted(stepAt(key));
    }
}

quint64 TimeView::stepAt(double key)
{
    return static_cast<quint64>(std::llround(std::clamp(key, 0.0, kMaxSteps)));
}

std::optional<QPointF> TimeView::markAt(const QPointF& position) const
{
    const std::optional<double> key = keyAt(position);
    return key ? std::optional(QPointF(*key, 0.0)) : std::nullopt;
}

void TimeView::drawMark()
{
    if (marker().isSet()) {
        for (const QCPAxis* axis : std::as_const(m_axes)) {
            marker().drawLine(axis->axisRect(), m_time->toPlot(marker().place().x()));
        }
        plot().replotOverlay();
    }
}

void TimeView::placeCursors()
{
    const ShownStep& step = context().step;
    const double key = overTime() ? step.time : static_cast<double>(step.step);
    const double place = m_drawn && covered().valid() ? m_time->toPlot(key) : qQNaN();
    for (QCPItemStraightLine* cursor : std::as_const(m_cursors)) {
        PlotWidget::placeVertical(cursor, place);
    }
}

void TimeView::styleCursors()
{
    const Theme& theme = plot().theme();
    for (QCPItemStraightLine* cursor : std::as_const(m_cursors)) {
        cursor->setPen(QPen(context().step.live ? theme.accent : theme.selection, 1.5));
    }
}

void TimeView::applyTheme(const Theme& theme)
{
    PlotView::applyTheme(theme);
    styleCursors();
}

QJsonObject TimeView::saveState() const
{
    return {{kTime, m_timeChoices.toJson()}};
}

void TimeView::restoreState(const QJsonObject& state)
{
    m_timeChoices = AxisChoices::fromJson(state[kTime].toObject());
    m_time->setSettings(m_timeChoices.of(choiceName()));
}

} // namespace h5pulse::viewer
