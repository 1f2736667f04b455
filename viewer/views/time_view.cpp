// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/time_view.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"
#include "plot/axis_menu.h"
#include "plot/linked_time_axis.h"
#include "plot/plot_actions.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kPixelSteps = 64; // not each change of the window's size reads again
constexpr int kReadoutDigits = 5;
constexpr double kMaxSteps = 1e18;
const auto kTime = QStringLiteral("time");
const auto kOverTime = QStringLiteral("time");
const auto kOverSteps = QStringLiteral("step");

} // namespace

TimeView::TimeView(QWidget* parent)
    : PlotView(parent)
    , m_time(new AxisControl(plot(), AxisControl::Kind::Positions, AutoScale(0.0), this))
    , m_timeAxis(new LinkedTimeAxis(plot(), *m_time))
{
    connect(m_timeAxis, &LinkedTimeAxis::changed, this, [this] { ask(); });
    connect(m_timeAxis, &LinkedTimeAxis::chosen, this, &View::timeRangeChosen);
    connect(&plot(), &PlotWidget::afterLayout, this, [this] { ask(); }); // as fine as there are pixels
    connect(m_time, &AxisControl::positionsChanged, this, [this] {
        if (m_result) {
            refresh();
        }
        placeCursors();
        drawMark();
    });
    connect(m_time, &AxisControl::chosen, this, [this] {
        m_timeChoices.set(kindName(), m_time->settings());
        m_timeAxis->look();
        fitAxes();
        updateTitle();
        emit stateChanged();
    });
}

void TimeView::addTimeMenu()
{
    plotActions().addMenu(new AxisMenu(tr("&Time axis"), *m_time, this));
}

void TimeView::setTimeAxes(const QList<QCPAxis*>& axes, const QList<QCPItemStraightLine*>& cursors)
{
    m_cursors = cursors;
    m_timeAxis->setAxes(axes);
    styleCursors();
    placeCursors();
}

QString TimeView::kindName() const
{
    return m_timeAxis->kind() == TraceWindow::Axis::Time ? kOverTime : kOverSteps;
}

void TimeView::showSubject(const RunDescriptionPtr& run, const FieldPtr& field, std::size_t slice)
{
    const bool otherRun = run != m_run;
    const bool otherField =
        !field || !m_field || field->name != m_field->name || field->shape != m_field->shape;
    const bool switched = otherField && m_field;
    m_run = run;
    m_field = field;
    m_slice = slice;
    if (switched && !otherRun) {
        plot().forgetZoom({plot().axisRect()->axis(QCPAxis::atBottom)->objectName()});
    }
    if (switched) {
        unmark();
    }
    if (otherRun) {
        plot().forgetZoom();
        m_time->restart();
        m_timeAxis->restart();
    }
    if (otherRun || otherField) {
        clear(field ? problemOfField() : QString());
        startField();
    }
    ask();
}

void TimeView::clear(const QString& sentence)
{
    m_result = nullptr;
    take(nullptr);
    showPlaceholder(sentence);
    updateTitle();
    updateReadout();
    placeCursors();
    plot().scheduleReplot();
}

void TimeView::showResult(const QueryResultPtr& result)
{
    const auto overTime = std::dynamic_pointer_cast<const OverTimeResult>(result);
    if (!result || !m_field || result->run != m_run ||
        (overTime && overTime->field && overTime->field->name != m_field->name)) {
        return; // what is shown stays until there is something else
    }
    if (!result->problem.empty() || !take(overTime)) {
        clear(toText(result->problem));
        return;
    }
    showPlaceholder(QString());
    m_result = overTime;
    if (m_timeAxis->kind() != overTime->axis) {
        m_time->restart();
        m_timeAxis->setKind(overTime->axis);
        m_time->setSettings(m_timeChoices.of(kindName()));
    }
    m_time->describe(this->overTime() ? timeLabelOf(*m_run) : tr("step"),
                     this->overTime() ? toText(m_run->timeUnits) : QString());
    coverTime();
    refresh();
    updateTitle();
    placeCursors();
    drawMark();
    plot().scheduleReplot();
    updateReadout();
}

void TimeView::coverTime()
{
    if (m_result->steps == 0) {
        return;
    }
    m_timeAxis->cover(m_result->firstKey, m_result->lastKey, m_growing,
                      overTime() ? m_result->run->endTime : std::numeric_limits<double>::quiet_NaN());
    DataExtent extent;
    extent.low = m_timeAxis->covered().lower();
    extent.high = m_timeAxis->covered().upper();
    extent.lowestPositive = m_result->firstPositiveKey;
    extent.notPositive = m_result->notPositive;
    m_time->show(extent);
}

void TimeView::showStep(const ShownStep& step)
{
    if (step == m_step) {
        return;
    }
    const bool restyle = step.live != m_step.live;
    m_step = step;
    if (restyle) {
        styleCursors();
    }
    placeCursors();
    plot().replotOverlay();
}

void TimeView::showStatus(const RunStatus& status)
{
    if (std::exchange(m_growing, isGrowing(status.phase)) != m_growing && m_result) {
        coverTime(); // no more room for what is to come
        plot().scheduleReplot();
    }
}

void TimeView::showTimeRange(const std::optional<TraceWindow>& range)
{
    m_timeAxis->show(range);
    m_time->fit();
    fitValues();
}

std::optional<TraceWindow> TimeView::window() const
{
    return m_timeAxis->shown();
}

std::size_t TimeView::pixelsOf(int size) const
{
    const double pixels = std::max(1.0, size * devicePixelRatioF());
    return kPixelSteps * static_cast<std::size_t>(std::ceil(pixels / kPixelSteps));
}

bool TimeView::overTime() const
{
    return m_result && m_result->axis == TraceWindow::Axis::Time && m_result->run->hasTimes;
}

/// In words of the run that is drawn: another one may be open already.
QString TimeView::keyText(double key) const
{
    if (!overTime()) {
        return tr("step %1").arg(std::llround(std::clamp(key, -kMaxSteps, kMaxSteps)));
    }
    const RunDescription& run = *m_result->run;
    return tr("%1 = %2%3")
        .arg(toText(run.timeName), formatNumber(key, kReadoutDigits), unitSuffix(toText(run.timeUnits)));
}

QString TimeView::keyDifference(double key) const
{
    const double delta = key - marker().place().x();
    if (!overTime()) {
        return PlotMarker::difference(tr("step"), std::round(delta), {});
    }
    return PlotMarker::timeDifference(toText(m_result->run->timeName), delta,
                                      toText(m_result->run->timeUnits));
}

QString TimeView::readingText() const
{
    // Rounded down: it is not done before it is done.
    return m_result && m_result->progress < 1.0
               ? tr("   reading %1 %").arg(static_cast<int>(100.0 * m_result->progress))
               : QString();
}

QString TimeView::distanceText() const
{
    return m_result && m_result->distance > 1
               ? tr("   1 step in %1 read").arg(formatCount(m_result->distance))
               : QString();
}

void TimeView::goTo(double key)
{
    if (overTime()) {
        emit timeWanted(key);
    } else if (m_result) {
        emit stepWanted(static_cast<quint64>(std::llround(std::clamp(key, 0.0, kMaxSteps))));
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

void TimeView::placeCursors()
{
    const bool any = m_result && m_result->steps > 0;
    const double key = overTime() ? m_step.time : static_cast<double>(m_step.step);
    for (QCPItemStraightLine* cursor : std::as_const(m_cursors)) {
        PlotWidget::placeVertical(cursor, any ? m_time->toPlot(key) : qQNaN());
    }
}

void TimeView::styleCursors()
{
    const Theme& theme = plot().theme();
    for (QCPItemStraightLine* cursor : std::as_const(m_cursors)) {
        cursor->setPen(QPen(m_step.live ? theme.accent : theme.selection, 1.5));
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
    m_time->setSettings(m_timeChoices.of(kindName()));
}

} // namespace h5pulse::viewer
