// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/traces/trace_view.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"
#include "core/trace/trace_points.h"
#include "plot/axis_menu.h"
#include "plot/linked_time_axis.h"
#include "plot/plot_actions.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "views/traces/trace_data.h"
#include "views/traces/trace_readout.h"
#include "views/traces/trace_subplots.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {
constexpr double kTimeMargin = 0.005;
const auto kValues = QStringLiteral("values");
const auto kTime = QStringLiteral("time");
const auto kOverTime = QStringLiteral("time");
const auto kOverSteps = QStringLiteral("step");
} // namespace

TraceView::TraceView(QWidget* parent)
    : View(parent)
    , m_plot(new PlotWidget(this))
    , m_time(new AxisControl(*m_plot, AxisControl::Kind::Positions, AutoScale(0.0, 0.0, kTimeMargin), this))
    , m_timeAxis(new LinkedTimeAxis(*m_plot, *m_time))
    , m_subplots(new TraceSubplots(*m_plot, *m_time, this))
    , m_timeMenu(new AxisMenu(tr("&x axis"), *m_time, this))
    , m_valuesMenu(new QMenu(tr("&Value axis"), this))
    , m_actions(new PlotActions(*this, *m_plot))
    , m_mark(*m_plot)
{
    addBody(m_plot);
    header().setTitle(tr("Over time"));
    m_plot->setToolTip(tr("Click: go to this time. Wheel, drag: zoom and pan. Double click: all. "
                          "Right click: more."));
    m_actions->addMenu(m_timeMenu);
    applyTheme(lightTheme());
    connectPlot();
    connectAxes();
    offerMark();
    offerRemoval();
}

TraceView::~TraceView() = default;

void TraceView::connectPlot()
{
    connect(m_plot, &PlotWidget::beforeReplot, this, [this] { m_subplots->stack().shareHeight(); });
    connect(m_plot, &PlotWidget::afterLayout, this, [this] {
        m_subplots->placeLabels(font());
        tellWindow();
    });
    connect(m_plot, &PlotWidget::hoverChanged, this, &TraceView::updateReadout);
    connect(m_plot, &PlotWidget::clicked, this, &TraceView::pick);
    connect(m_plot, &PlotWidget::resetWanted, this, &TraceView::resetZoom);
    connect(m_plot, &PlotWidget::zoomed, this, [this] {
        fitToZoom();
        m_timeAxis->look();
    });
}

void TraceView::connectAxes()
{
    connect(m_timeAxis, &LinkedTimeAxis::chosen, this, &View::timeRangeChosen);
    connect(m_subplots, &TraceSubplots::chosen, this, [this](const QString& field) {
        m_subplots->of(field)->measure(m_timeAxis->shown());
        emit stateChanged();
    });
    connect(m_time, &AxisControl::chosen, this, [this] {
        m_timeChoices.set(overTime() ? kOverTime : kOverSteps, m_time->settings());
        showTimes();
        m_timeAxis->look();
        emit stateChanged();
    });
    connect(m_time, &AxisControl::positionsChanged, this, [this] {
        m_subplots->redraw();
        placeCursor();
        drawMark();
    });
}

void TraceView::offerMark()
{
    connect(m_actions, &PlotActions::markWanted, this, [this](const QPointF& position) {
        if (!m_subplots->isEmpty()) {
            m_mark.set({m_time->fromPlot(m_time->axis()->pixelToCoord(position.x())), 0.0});
            m_actions->setMarked(true);
            drawMark();
            updateReadout();
        }
    });
    connect(m_actions, &PlotActions::unmarkWanted, this, &TraceView::unmark);
}

void TraceView::offerRemoval()
{
    connect(m_actions, &PlotActions::menuWanted, this, [this](QMenu* menu, const QPoint& position) {
        const TraceSubplot* subplot = m_subplots->at(position);
        if (!subplot) {
            return;
        }
        for (const TraceCurve& curve : subplot->curves()) {
            menu->addAction(tr("Remove %1").arg(traceLabel(*curve.trace)), this,
                            [this, id = curve.id] { emit traceUnwanted(id); });
        }
        menu->addSeparator();
    });
}

void TraceView::unmark()
{
    m_mark.remove();
    m_actions->setMarked(false);
    updateReadout();
}

AxisControl* TraceView::valueControl(const QString& field) const
{
    const TraceSubplot* subplot = m_subplots->of(field);
    return subplot ? &subplot->values() : nullptr;
}

bool TraceView::overTime() const
{
    return m_timeAxis->kind() == TraceWindow::Axis::Time;
}

AxisSettings TraceView::timeChoice() const
{
    return m_timeChoices.of(overTime() ? kOverTime : kOverSteps);
}

void TraceView::showTraces(const TraceSetPtr& traces)
{
    const bool otherRun = !traces || !m_traces || traces->run != m_traces->run;
    const bool otherKeys = otherRun || kindOf(traces) != m_timeAxis->kind();
    const bool rebuild = otherKeys || !m_subplots->hold(*traces);
    m_traces = traces;
    if (otherKeys) {
        m_plot->forgetZoom();
        m_timeAxis->setKind(kindOf(traces));
        m_timeAxis->restart();
        unmark();
        m_time->restart();
        m_time->setSettings(timeChoice());
    }
    if (rebuild) {
        buildSubplots();
    }
    if (m_traces) {
        m_subplots->take(*m_traces, m_timeAxis->shown());
    }
    compare();
    coverRun();
    showTimes();
    m_time->fit();
    m_subplots->fit();
    placeCursor();
    drawMark();
    m_plot->scheduleReplot();
    updateReadout();
}

void TraceView::showStatus(const RunStatus& status)
{
    if (std::exchange(m_growing, isGrowing(status.phase)) != m_growing && m_traces) {
        coverRun(); // no more room for what is to come
        showTimes();
        m_time->fit();
        m_plot->scheduleReplot();
    }
}

TraceWindow::Axis TraceView::kindOf(const TraceSetPtr& traces) const
{
    const bool bySteps = m_comparison.isOn() && m_comparison.bySteps;
    return traces && !bySteps ? traces->axis() : TraceWindow::Axis::Step;
}

void TraceView::showComparison(const ShownComparison& comparison)
{
    m_comparison = comparison;
    if (!m_traces) {
        return;
    }
    if (kindOf(m_traces) != m_timeAxis->kind()) {
        showTraces(m_traces);
        return;
    }
    compare();
    showTimes();
    m_subplots->fit();
    m_plot->scheduleReplot();
}

void TraceView::compare()
{
    if (m_traces) {
        m_subplots->compare(compared(), m_timeAxis->shown());
    }
}

TraceSetPtr TraceView::compared() const
{
    const TraceSetPtr& other = m_comparison.traces;
    const bool fits = other && (!overTime() || other->axis() == TraceWindow::Axis::Time);
    return m_comparison.isOn() && fits ? other : nullptr;
}

void TraceView::coverRun()
{
    double first = std::numeric_limits<double>::infinity();
    double last = -first;
    for (const TracePtr& trace : m_subplots->traces()) {
        if (!trace->bins.empty()) {
            first = std::min(first, firstKeyOf(trace->bins.front(), m_timeAxis->kind()));
            last = std::max(last, lastKeyOf(trace->bins.back(), m_timeAxis->kind()));
        }
    }
    m_timeAxis->cover(first, last, m_growing,
                      overTime() && m_traces ? m_traces->run->endTime
                                             : std::numeric_limits<double>::quiet_NaN());
}

void TraceView::showTimes()
{
    const TimeAxisRange& covered = m_timeAxis->covered();
    if (!m_subplots->isEmpty() && std::isfinite(covered.first())) {
        m_time->show(
            extentOfKeys(*m_subplots->traces().front(), m_timeAxis->kind(), covered.first(), covered.end()));
    }
    // Rounded down: it is not done before it is done.
    const bool reading = m_traces && std::isfinite(m_traces->progress);
    QString title = reading ? tr("Over time   reading %1 %").arg(static_cast<int>(m_traces->progress * 100.0))
                            : tr("Over time");
    if (m_comparison.isOn()) {
        const TraceSetPtr& other = m_comparison.traces;
        const bool ascends = !overTime() || !other || other->axis() == TraceWindow::Axis::Time;
        title += ascends ? tr("   dashed: %1").arg(m_comparison.name)
                         : tr("   %1: its times do not ascend").arg(m_comparison.name);
    }
    header().setTitle(title + m_time->omission());
}

void TraceView::buildSubplots()
{
    m_timeAxis->setAxes({});
    m_subplots->clear();
    if (m_traces && !m_traces->traces.empty()) {
        m_subplots->build(*m_traces, m_timeAxis->kind());
        m_timeAxis->setAxes(m_subplots->keyAxes());
        const RunDescription& run = *m_traces->run;
        m_time->describe(overTime() ? timeLabelOf(run) : tr("step"),
                         overTime() ? toText(run.timeUnits) : QString());
        m_subplots->style(m_step.live, font());
    }
    offerMenus();
    setMinimumHeight(m_subplots->stack().minimumHeight());
}

void TraceView::offerMenus()
{
    removeAction(m_valuesMenu->menuAction());
    if (m_subplots->isEmpty()) {
        return;
    }
    const auto& subplots = m_subplots->subplots();
    if (subplots.size() == 1) {
        subplots.front()->menu().setTitle(m_valuesMenu->title());
        insertAction(m_timeMenu->menuAction(), subplots.front()->menu().menuAction());
        return;
    }
    for (const auto& subplot : subplots) {
        m_valuesMenu->addMenu(&subplot->menu());
    }
    insertAction(m_timeMenu->menuAction(), m_valuesMenu->menuAction());
}

void TraceView::tellWindow()
{
    if (m_subplots->isEmpty()) {
        return;
    }
    const std::optional<TraceWindow> window = m_timeAxis->shown();
    const int width = m_subplots->stack().subplots().front().rect->width();
    const int pixels = static_cast<int>(std::ceil(width * devicePixelRatioF()));
    if (window != m_window || pixels != m_pixels) {
        m_window = window;
        m_pixels = pixels;
        emit traceWindowWanted(window, pixels);
    }
}

void TraceView::showTimeRange(const std::optional<TraceWindow>& range)
{
    m_timeAxis->show(range);
    fitToZoom();
}

void TraceView::fitToZoom()
{
    m_subplots->fitToZoom(m_timeAxis->shown());
    m_time->fit();
}

void TraceView::resetZoom()
{
    m_subplots->refit();
    m_plot->releaseAxes();
    m_plot->scheduleReplot();
}

void TraceView::showStep(const ShownStep& step)
{
    if (step == m_step) {
        return;
    }
    const bool restyle = step.live != m_step.live;
    m_step = step;
    if (restyle) {
        m_subplots->style(m_step.live, font());
    }
    placeCursor();
    m_plot->replotOverlay();
}

void TraceView::placeCursor()
{
    m_subplots->placeCursor(m_time->toPlot(overTime() ? m_step.time : static_cast<double>(m_step.step)));
}

std::optional<double> TraceView::keyAt(const QPointF& position) const
{
    const QCPAxisRect* rect = m_plot->innerRectAt(position);
    return rect && m_subplots->at(position)
               ? std::optional(m_time->fromPlot(rect->axis(QCPAxis::atBottom)->pixelToCoord(position.x())))
               : std::nullopt;
}

void TraceView::updateReadout()
{
    const std::optional<QPointF> hover = m_plot->hoverPosition();
    const std::optional<double> key = hover ? keyAt(*hover) : std::nullopt;
    m_subplots->placeMarker(key ? m_time->toPlot(*key) : std::numeric_limits<double>::quiet_NaN());
    QString text;
    if (key && m_traces) {
        const TraceReadout readout(*m_traces->run, m_timeAxis->kind(), m_subplots->traces(), compared());
        text =
            readout.at(*key) + (m_mark.isSet() ? readout.differences(m_mark.place().x(), *key) : QString());
    }
    header().setReadout(text);
    m_plot->replotOverlay();
}

void TraceView::drawMark()
{
    if (m_mark.isSet()) {
        for (const SubplotStack::Subplot& subplot : m_subplots->stack().subplots()) {
            m_mark.drawLine(subplot.rect, m_time->toPlot(m_mark.place().x()));
        }
        m_plot->replotOverlay();
    }
}

void TraceView::pick(const QPointF& position)
{
    const std::optional<double> key = keyAt(position);
    if (key && overTime()) {
        emit timeWanted(*key);
    } else if (key) {
        emit stepWanted(static_cast<quint64>(std::llround(std::clamp(*key, 0.0, 1e18))));
    }
}

void TraceView::applyTheme(const Theme& theme)
{
    View::applyTheme(theme);
    m_plot->applyTheme(theme);
    m_subplots->style(m_step.live, font());
    drawMark();
}

void TraceView::drawNow()
{
    m_plot->replot(QCustomPlot::rpQueuedRefresh);
}

ViewData TraceView::data() const
{
    ViewData data = m_traces ? traceData(*m_traces) : ViewData();
    if (data.isEmpty()) {
        return data;
    }
    data.title = tr("Over time");
    if (const TraceSetPtr other = compared()) {
        for (ViewData::Column& column : traceData(*other).columns) {
            column.name = tr("%1 of %2").arg(column.name, m_comparison.name);
            data.columns.push_back(std::move(column));
        }
    }
    return data;
}

QJsonObject TraceView::saveState() const
{
    return {{kValues, m_subplots->choices().toJson()}, {kTime, m_timeChoices.toJson()}};
}

void TraceView::restoreState(const QJsonObject& state)
{
    m_timeChoices = AxisChoices::fromJson(state[kTime].toObject());
    m_time->setSettings(timeChoice());
    m_subplots->restore(AxisChoices::fromJson(state[kValues].toObject()), m_timeAxis->shown());
    showTimes();
    m_plot->scheduleReplot();
}

} // namespace h5pulse::viewer
