// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/traces/trace_view.h"

#include "core/labels.h"
#include "core/texts.h"
#include "core/trace/trace_points.h"
#include "plot/axis_menu.h"
#include "plot/plot_actions.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "plot/time_axis_range.h"
#include "views/traces/trace_data.h"
#include "views/traces/trace_readout.h"
#include "views/traces/trace_subplots.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {
constexpr double kTimeMargin = 0.005;
const auto kValues = QStringLiteral("values");
} // namespace

TraceView::TraceView(QWidget* parent)
    : TimeView(AutoScale(0.0, 0.0, kTimeMargin), parent)
    , m_subplots(new TraceSubplots(plot(), time(), this))
    , m_valuesMenu(new QMenu(tr("&Value axis"), this))
{
    setComparesRuns(true);
    header().setTitle(tr("Over time"));
    plot().setToolTip(tr("Click to go to this time. Scroll to zoom, drag to pan. "
                         "Double-click to show everything. Right-click for more."));
    m_timeMenu = addTimeMenu(tr("&x axis"))->menuAction();
    applyTheme(lightTheme());
    connectSubplots();
    offerRemoval();
}

TraceView::~TraceView() = default;

void TraceView::connectSubplots()
{
    connect(&plot(), &PlotWidget::beforeReplot, this, [this] { m_subplots->stack().shareHeight(); });
    connect(&plot(), &PlotWidget::afterLayout, this, [this] { m_subplots->placeLabels(font()); });
    connect(m_subplots, &TraceSubplots::chosen, this, [this](const QString& field) {
        m_subplots->of(field)->measure(window());
        emit stateChanged();
    });
}

void TraceView::offerRemoval()
{
    connect(&plotActions(), &PlotActions::menuWanted, this, [this](QMenu* menu, const QPoint& position) {
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

AxisControl* TraceView::valueControl(const QString& field) const
{
    const TraceSubplot* subplot = m_subplots->of(field);
    return subplot ? &subplot->values() : nullptr;
}

void TraceView::showContext(const ViewContext& before)
{
    setQuery(context().traces);
    TimeView::showContext(before);
    if (context().compared != before.compared) {
        if (!context().compared.isOn()) {
            m_otherTraces.reset();
        }
        if (m_traces && axisOf(m_traces) != keys()) {
            showTraces(m_traces);
        } else {
            compare();
        }
    }
}

void TraceView::showAnswer(const Answer& answer)
{
    if (answer.run == Answer::Run::Open) {
        showTraces(answer.as<TraceSet>());
    } else if (m_otherTraces != answer.result) {
        m_otherTraces = answer.as<TraceSet>();
        compare();
    }
}

void TraceView::showTraces(const TraceSetPtr& traces)
{
    const bool otherRun = !traces || !m_traces || traces->run != m_traces->run;
    const bool otherKeys = otherRun || axisOf(traces) != keys();
    const bool rebuild = otherKeys || !m_subplots->hold(*traces);
    m_traces = traces;
    if (otherKeys) {
        plot().forgetZoom();
        unmark();
        restartTime();
    }
    setKeys(m_traces && !m_traces->traces.empty() ? m_traces->run : nullptr, axisOf(traces));
    if (rebuild) {
        buildSubplots();
    }
    if (m_traces) {
        m_subplots->take(*m_traces, window());
        m_subplots->compare(compared(), window());
    }
    coverRun();
    time().fit();
    m_subplots->fit();
    placeCursors();
    drawMark();
    plot().scheduleReplot();
    updateReadout();
}

TraceWindow::Axis TraceView::axisOf(const TraceSetPtr& traces) const
{
    const bool bySteps = context().compared.isOn() && context().compared.bySteps;
    return traces && !bySteps ? traces->axis() : TraceWindow::Axis::Step;
}

void TraceView::compare()
{
    if (m_traces) {
        m_subplots->compare(compared(), window());
        updateTitle();
        m_subplots->fit();
        plot().scheduleReplot();
    }
}

TraceSetPtr TraceView::compared() const
{
    const bool fits = m_otherTraces && (!overTime() || m_otherTraces->axis() == TraceWindow::Axis::Time);
    return context().compared.isOn() && fits ? m_otherTraces : nullptr;
}

void TraceView::coverRun()
{
    double first = std::numeric_limits<double>::infinity();
    double last = -first;
    const std::vector<TracePtr> traces = m_subplots->traces();
    for (const TracePtr& trace : traces) {
        if (!trace->bins.empty()) {
            first = std::min(first, firstKeyOf(trace->bins.front(), keys()));
            last = std::max(last, lastKeyOf(trace->bins.back(), keys()));
        }
    }
    cover(first, last);
    if (!traces.empty() && std::isfinite(covered().first())) {
        time().show(extentOfKeys(*traces.front(), keys(), covered().first(), covered().end()));
    }
    updateTitle();
}

void TraceView::updateTitle()
{
    // Rounded down, so that 100 % means that everything was read.
    const bool reading = m_traces && std::isfinite(m_traces->progress);
    QString title = reading ? tr("Over time   reading %1 %").arg(static_cast<int>(m_traces->progress * 100.0))
                            : tr("Over time");
    if (const ComparedRun& other = context().compared; other.isOn()) {
        const bool ascends =
            !overTime() || !m_otherTraces || m_otherTraces->axis() == TraceWindow::Axis::Time;
        title += ascends ? tr("   dashed: %1").arg(other.name)
                         : tr("   %1: its times do not ascend").arg(other.name);
    }
    header().setTitle(title + time().omission());
}

void TraceView::buildSubplots()
{
    setTimeAxes({}, {});
    m_subplots->clear();
    if (m_traces && !m_traces->traces.empty()) {
        m_subplots->build(*m_traces, keys());
        QList<QCPItemStraightLine*> cursors;
        for (const SubplotStack::Subplot& subplot : m_subplots->stack().subplots()) {
            cursors << subplot.cursor;
        }
        setTimeAxes(m_subplots->keyAxes(), cursors);
        m_subplots->style(font());
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
        insertAction(m_timeMenu, subplots.front()->menu().menuAction());
        return;
    }
    for (const auto& subplot : subplots) {
        m_valuesMenu->addMenu(&subplot->menu());
    }
    insertAction(m_timeMenu, m_valuesMenu->menuAction());
}

void TraceView::ask()
{
    if (m_subplots->isEmpty()) {
        return;
    }
    const int width = m_subplots->stack().subplots().front().rect->width();
    const int pixels = static_cast<int>(std::ceil(width * devicePixelRatioF()));
    const std::optional<TraceWindow> seen = window();
    if (seen != m_toldWindow || pixels != m_toldPixels) {
        m_toldWindow = seen;
        m_toldPixels = pixels;
        emit traceWindowWanted(seen, pixels);
    }
}

void TraceView::redraw()
{
    m_subplots->redraw();
}

void TraceView::fitValues()
{
    m_subplots->fitToZoom(window());
}

void TraceView::resetZoom()
{
    m_subplots->refit();
    TimeView::resetZoom();
}

void TraceView::updateReadout()
{
    const std::optional<QPointF> hover = plot().hoverPosition();
    const std::optional<double> key = hover ? keyAt(*hover) : std::nullopt;
    m_subplots->placeMarker(key ? time().toPlot(*key) : qQNaN());
    QString text;
    if (key && m_traces) {
        const TraceReadout readout(*m_traces->run, keys(), m_subplots->traces(), compared());
        text = readout.at(*key);
        if (marker().isSet()) {
            text += readout.differences(marker().place().x(), *key);
        }
    }
    header().setReadout(text);
    plot().replotOverlay();
}

void TraceView::applyTheme(const Theme& theme)
{
    TimeView::applyTheme(theme);
    m_subplots->style(font());
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
            column.name = tr("%1 of %2").arg(column.name, context().compared.name);
            data.columns.push_back(std::move(column));
        }
    }
    return data;
}

QJsonObject TraceView::saveState() const
{
    QJsonObject state = TimeView::saveState();
    state[kValues] = m_subplots->choices().toJson();
    return state;
}

void TraceView::restoreState(const QJsonObject& state)
{
    TimeView::restoreState(state);
    m_subplots->restore(AxisChoices::fromJson(state[kValues].toObject()), window());
    updateTitle();
    plot().scheduleReplot();
}

} // namespace h5pulse::viewer
