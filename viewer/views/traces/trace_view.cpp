// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/traces/trace_view.h"

#include "core/format.h"
#include "core/trace_points.h"
#include "plot/axis_menu.h"
#include "plot/plot_actions.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "views/traces/trace_curve.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace h5pulse::viewer {

namespace {
constexpr double kAhead = 1.25;  // the time axis of a growing run ends this much later, when it has to move
constexpr int kStripHeight = 44; // at least
constexpr int kEnoughHeight = 170;
constexpr int kHeightPerTick = 30; // of labels beside a strip
constexpr double kValueMargin = 0.12;
constexpr double kTimeMargin = 0.005;
constexpr int kReadoutDigits = 5;
const auto kTimeName = QStringLiteral("time"); // of the time axes of all strips
const auto kValues = QStringLiteral("values");
const auto kTime = QStringLiteral("time");
const auto kOverTime = QStringLiteral("time");
const auto kOverSteps = QStringLiteral("step");

double valueOf(const TraceBin& bin)
{
    return bin.isPoint() ? bin.low : bin.mean;
}

QString rangeText(const TraceBin& bin)
{
    constexpr int kDigits = 5;
    return bin.isPoint() || bin.low == bin.high
               ? formatNumber(bin.low, kDigits)
               : QStringLiteral("%1 … %2").arg(formatNumber(bin.low, kDigits),
                                               formatNumber(bin.high, kDigits));
}
} // namespace

/// One field's traces: an axis rect with its curves.
struct TraceView::Strip
{
    QString field;
    QCPAxisRect* rect = nullptr;
    QCPItemStraightLine* cursor = nullptr;
    QCPItemStraightLine* marker = nullptr;
    std::vector<TraceCurve> curves{};
    std::unique_ptr<AxisControl> values{};
    std::unique_ptr<AxisMenu> menu{};

    QCPAxis* keyAxis() const { return rect->axis(QCPAxis::atBottom); }
    QCPAxis* valueAxis() const { return rect->axis(QCPAxis::atLeft); }
};

TraceView::TraceView(QWidget* parent)
    : View(parent)
    , m_plot(new PlotWidget(this))
    , m_margins(new QCPMarginGroup(m_plot))
    , m_time(new AxisControl(*m_plot, AxisControl::Kind::Positions, AutoScale(0.0, 0.0, kTimeMargin), this))
    , m_timeMenu(new AxisMenu(tr("&x axis"), *m_time, this))
    , m_valuesMenu(new QMenu(tr("&Value axis"), this))
    , m_actions(new PlotActions(*this, *m_plot))
    , m_mark(*m_plot)
{
    addBody(m_plot);
    header().setTitle(tr("Over time"));
    m_plot->plotLayout()->clear();
    m_plot->plotLayout()->setRowSpacing(0);
    m_plot->setFreedom(Qt::Horizontal);
    m_plot->setToolTip(tr("Click: go to this time. Wheel, drag: zoom and pan. Double click: all. "
                          "Right click: more."));
    m_actions->addMenu(m_timeMenu);
    applyTheme(lightTheme());
    connect(m_plot, &PlotWidget::beforeReplot, this, &TraceView::shareHeight);
    connect(m_plot, &PlotWidget::afterLayout, this, [this] {
        for (const auto& strip : m_strips) {
            placeLabels(*strip);
        }
        tellWindow();
    });
    connect(m_plot, &PlotWidget::hoverChanged, this, &TraceView::updateReadout);
    connect(m_plot, &PlotWidget::clicked, this, &TraceView::pick);
    connect(m_plot, &PlotWidget::resetWanted, this, &TraceView::resetZoom);
    connect(m_plot, &PlotWidget::zoomed, this, [this] {
        fitToZoom();
        tellRange();
    });
    connect(m_time, &AxisControl::chosen, this, [this] {
        m_timeChoices.set(overTime() ? kOverTime : kOverSteps, m_time->settings());
        setOfTime();
        tellRange();
        emit stateChanged();
    });
    connect(m_time, &AxisControl::placesChanged, this, [this] {
        for (const auto& strip : m_strips) {
            redraw(*strip);
        }
        placeCursor();
        drawMark();
    });
    connect(m_actions, &PlotActions::markWanted, this, [this](const QPointF& position) {
        if (!m_strips.empty()) {
            m_mark.set({m_time->fromPlot(m_time->axis()->pixelToCoord(position.x())), 0.0});
            m_actions->setMarked(true);
            drawMark();
            updateReadout();
        }
    });
    connect(m_actions, &PlotActions::unmarkWanted, this, &TraceView::unmark);
    connect(m_actions, &PlotActions::menuWanted, this, [this](QMenu* menu, const QPoint& position) {
        if (const Strip* strip = stripAt(position)) {
            for (const TraceCurve& curve : strip->curves) {
                menu->addAction(tr("Remove %1").arg(curve.trace->label), this,
                                [this, id = curve.id] { emit traceUnwanted(id); });
            }
            menu->addSeparator();
        }
    });
}

TraceView::~TraceView() = default;

void TraceView::unmark()
{
    m_mark.remove();
    m_actions->setMarked(false);
    updateReadout();
}

AxisControl* TraceView::valueControl(const QString& field) const
{
    const auto found =
        std::ranges::find_if(m_strips, [&](const auto& strip) { return strip->field == field; });
    return found == m_strips.end() ? nullptr : (*found)->values.get();
}

void TraceView::shareHeight()
{
    // The last strip carries the labels of the time axis as well: it gets as much more.
    const int count = static_cast<int>(m_strips.size());
    const int axis = 2 * fontMetrics().height() + 14;
    const int inner = std::max(10, (m_plot->height() - axis) / std::max(1, count));
    for (int row = 0; row < count; ++row) {
        m_plot->plotLayout()->setRowStretchFactor(row, row + 1 < count ? inner : inner + axis);
        const int labels = std::clamp(inner / kHeightPerTick, 1, 5);
        m_strips[static_cast<std::size_t>(row)]->valueAxis()->ticker()->setTickCount(labels);
    }
}

bool TraceView::sameLayout(const TraceSet& traces) const
{
    std::vector<TraceId> shown;
    for (const auto& strip : m_strips) {
        for (const TraceCurve& curve : strip->curves) {
            shown.push_back(curve.id);
        }
    }
    return shown.size() == traces.traces.size() &&
           std::ranges::all_of(traces.traces, [&](const TracePtr& trace) {
               return std::ranges::find(shown, trace->id) != shown.end();
           });
}

void TraceView::showTraces(const TraceSetPtr& traces)
{
    const bool otherRun = !traces || !m_traces || traces->run != m_traces->run;
    const bool otherKeys = otherRun || traces->timesAscend != m_traces->timesAscend;
    const bool rebuild = otherKeys || !sameLayout(*traces);
    m_traces = traces;
    if (otherKeys) {
        m_plot->forgetZoom();
        m_range.reset();
        unmark();
        m_time->restart();
        m_time->setSettings(m_timeChoices.of(overTime() ? kOverTime : kOverSteps));
    }
    if (rebuild) {
        m_upperKey = -std::numeric_limits<double>::infinity();
        buildStrips();
    }
    for (const auto& strip : m_strips) {
        updateStrip(*strip);
    }
    updateTimeRange();
    setOfTime();
    fitAxes();
    placeCursor();
    drawMark();
    m_plot->scheduleReplot();
    updateReadout();
}

/// Tells the time axis and the header of the steps that there are.
void TraceView::setOfTime()
{
    DataExtent extent;
    extent.low = m_firstKey;
    extent.high = m_upperKey;
    if (!m_strips.empty() && std::isfinite(m_firstKey)) {
        for (const TraceBin& bin : m_strips.front()->curves.front().trace->bins) {
            if (firstKeyOf(bin, axis()) > 0.0) {
                extent.lowestPositive = firstKeyOf(bin, axis());
                break; // they ascend
            }
            extent.notPositive += lastKeyOf(bin, axis()) > 0.0 ? 1 : bin.end - bin.first;
        }
        m_time->show(extent);
    }
    // Rounded down: it is not done before it is done.
    const bool reading = m_traces && std::isfinite(m_traces->progress);
    header().setTitle((reading
                           ? tr("Over time   reading %1 %").arg(static_cast<int>(m_traces->progress * 100.0))
                           : tr("Over time")) +
                      m_time->omission());
}

void TraceView::buildStrips()
{
    m_time->setAxis(nullptr);
    m_strips.clear();
    m_plot->clearGraphs();
    m_plot->clearItems();
    m_plot->plotLayout()->clear();
    m_plot->plotLayout()->simplify();
    if (!m_traces || m_traces->traces.empty()) {
        setMinimumHeight(0);
        offerMenus();
        return;
    }
    QStringList fields;
    for (const TracePtr& trace : m_traces->traces) {
        if (!fields.contains(trace->id.field)) {
            fields << trace->id.field;
        }
    }
    for (const QString& field : fields) {
        addStrip(field, field == fields.back());
    }
    offerMenus();
    // In a low window the strips get lower, rather than the state that they belong to.
    setMinimumHeight(std::min(static_cast<int>(m_strips.size()) * kStripHeight + 64, kEnoughHeight));
}

void TraceView::offerMenus()
{
    removeAction(m_valuesMenu->menuAction());
    if (m_strips.empty()) {
        return;
    }
    if (m_strips.size() == 1) {
        m_strips.front()->menu->setTitle(m_valuesMenu->title());
        insertAction(m_timeMenu->menuAction(), m_strips.front()->menu->menuAction());
        return;
    }
    for (const auto& strip : m_strips) {
        m_valuesMenu->addMenu(strip->menu.get());
    }
    insertAction(m_timeMenu->menuAction(), m_valuesMenu->menuAction());
}

void TraceView::addStrip(const QString& field, bool last)
{
    auto strip = std::make_unique<Strip>();
    strip->field = field;
    strip->rect = new QCPAxisRect(m_plot);
    m_plot->plotLayout()->addElement(static_cast<int>(m_strips.size()), 0, strip->rect);
    m_plot->adopt(strip->rect, kTimeName, QStringLiteral("values of %1").arg(field));
    strip->rect->setMarginGroup(QCP::msLeft, m_margins);
    strip->rect->setMinimumSize(50, 10); // low strips share what there is
    const int labelHeight = fontMetrics().height() + 2;
    strip->rect->setMinimumMargins(QMargins(strip->rect->minimumMargins().left(), labelHeight, 18, 4));
    if (!last) {
        strip->rect->setAutoMargins(QCP::msLeft);
        strip->rect->setMargins(QMargins(0, labelHeight, 18, 4));
        strip->keyAxis()->setTickLabels(false);
    }
    strip->keyAxis()->setLabelPadding(2);
    strip->valueAxis()->ticker()->setTickStepStrategy(QCPAxisTicker::tssMeetTickCount);
    for (const TracePtr& trace : m_traces->traces) {
        if (trace->id.field != field) {
            continue;
        }
        TraceCurve curve{trace->id, nullptr, m_plot->addGraph(strip->keyAxis(), strip->valueAxis()), nullptr,
                         new QCPItemText(m_plot)};
        curve.label->setLayer(PlotWidget::overlayLayer());
        curve.label->setClipToAxisRect(false);
        curve.label->setSelectable(false);
        curve.label->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
        curve.label->setPadding(QMargins(2, 0, 2, 0));
        curve.label->position->setAxisRect(strip->rect);
        curve.label->position->setType(QCPItemPosition::ptAxisRectRatio);
        strip->curves.push_back(std::move(curve));
    }
    strip->cursor = m_plot->addLine(strip->rect);
    strip->marker = m_plot->addLine(strip->rect);
    // One time axis for all: whoever zooms one zooms all.
    connect(strip->keyAxis(), qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
            [this](const QCPRange& range) {
                for (const auto& other : m_strips) {
                    other->keyAxis()->setRange(range);
                }
            });
    connect(strip->keyAxis(), &QCPAxis::scaleTypeChanged, this, [this](QCPAxis::ScaleType type) {
        for (const auto& other : m_strips) {
            other->keyAxis()->setScaleType(type);
        }
    });
    addControl(*strip);
    styleStrip(*strip);
    m_strips.push_back(std::move(strip));
    if (last) {
        m_time->setAxis(m_strips.back()->keyAxis());
        const RunDescription& run = *m_traces->run;
        m_time->describe(overTime() ? timeLabelOf(run) : tr("step"), overTime() ? run.timeUnits : QString());
        for (const auto& other : m_strips) {
            other->keyAxis()->setTicker(m_time->axis()->ticker());
            other->keyAxis()->setScaleType(m_time->axis()->scaleType());
        }
    }
}

void TraceView::addControl(Strip& strip)
{
    const QString& field = strip.field;
    strip.values =
        std::make_unique<AxisControl>(*m_plot, AxisControl::Kind::Traces, AutoScale(kValueMargin), nullptr);
    AxisControl& values = *strip.values;
    const auto trace = std::ranges::find_if(
        m_traces->traces, [&](const TracePtr& candidate) { return candidate->id.field == field; });
    // Before it has its axis, which needs no label: the curves have theirs.
    values.describe(labelOf(*(*trace)->field), (*trace)->field->units);
    values.setSettings(m_valueChoices.of(field));
    values.setAxis(strip.valueAxis());
    strip.menu = std::make_unique<AxisMenu>(QString(field).replace(QLatin1Char('&'), QStringLiteral("&&")),
                                            values, this);
    connect(&values, &AxisControl::placesChanged, this, [this, &strip] { redraw(strip); });
    connect(&values, &AxisControl::chosen, this, [this, &strip] {
        m_valueChoices.set(strip.field, strip.values->settings());
        measure(strip);
        emit stateChanged();
    });
}

void TraceView::updateStrip(Strip& strip)
{
    std::vector<TraceCurve*> changed;
    for (TraceCurve& curve : strip.curves) {
        const auto found = std::ranges::find_if(m_traces->traces,
                                                [&](const TracePtr& trace) { return trace->id == curve.id; });
        if (*found != curve.trace) {
            curve.trace = *found;
            changed.push_back(&curve);
        }
    }
    measure(strip);
    for (TraceCurve* curve : changed) {
        curve->draw(axis(), *m_time, *strip.values);
    }
}

void TraceView::measure(Strip& strip)
{
    const bool visibleOnly = strip.values->settings().mode == ScaleMode::EachFrame && zoomedRange();
    const TraceWindow range = visibleOnly ? *zoomedRange() : TraceWindow{};
    std::vector<double> values;
    for (const TraceCurve& curve : strip.curves) {
        for (const TraceBin& bin : curve.trace->bins) {
            const bool visible = !visibleOnly || (lastKeyOf(bin, axis()) >= range.first &&
                                                  firstKeyOf(bin, axis()) <= range.last);
            if (visible) {
                values.push_back(bin.low);
                values.push_back(bin.high);
            }
        }
    }
    strip.values->show(strip.values->measure({values}));
}

void TraceView::redraw(Strip& strip)
{
    for (TraceCurve& curve : strip.curves) {
        if (curve.trace) {
            curve.draw(axis(), *m_time, *strip.values);
        }
    }
}

void TraceView::placeLabels(Strip& strip) const
{
    const QFontMetrics metrics(font());
    int offset = 0;
    for (const TraceCurve& curve : strip.curves) {
        if (!curve.trace) {
            continue;
        }
        const QString text = curve.text(strip.values->isLogarithmic());
        curve.label->setText(text);
        curve.label->position->setPixelPosition(QPointF(strip.rect->rect().topLeft()) + QPointF(offset, 0));
        offset += metrics.horizontalAdvance(text) + 20;
    }
}

void TraceView::styleStrip(Strip& strip) const
{
    const Theme& theme = m_plot->theme();
    for (std::size_t i = 0; i < strip.curves.size(); ++i) {
        // A strip with one curve starts at the colour of its place, so that neighbours differ.
        const auto place =
            static_cast<std::size_t>(strip.rect->layout()->elements(false).indexOf(strip.rect));
        const QColor color = theme.curve(place + i);
        strip.curves[i].graph->setPen(PlotWidget::curvePen(color, 1.5));
        if (strip.curves[i].trace) {
            strip.curves[i].draw(axis(), *m_time, *strip.values);
        }
        strip.curves[i].label->setColor(color);
        strip.curves[i].label->setFont(font());
    }
    strip.cursor->setPen(QPen(m_step.live ? theme.accent : theme.selection, 1.5));
    strip.marker->setPen(QPen(theme.muted, 1, Qt::DotLine));
}

bool TraceView::overTime() const
{
    return m_traces && m_traces->run && m_traces->run->hasTimes && m_traces->timesAscend;
}

TraceWindow::Axis TraceView::axis() const
{
    return overTime() ? TraceWindow::Axis::Time : TraceWindow::Axis::Step;
}

void TraceView::tellWindow()
{
    if (m_strips.empty()) {
        return;
    }
    const std::optional<TraceWindow> window = zoomedRange();
    const int pixels = static_cast<int>(std::ceil(m_strips.front()->rect->width() * devicePixelRatioF()));
    if (window != m_window || pixels != m_pixels) {
        m_window = window;
        m_pixels = pixels;
        emit traceWindowWanted(window, pixels);
    }
}

std::optional<TraceWindow> TraceView::zoomedRange() const
{
    const QCPAxis* time = m_time->axis();
    const bool zoomed = time && (m_plot->isHeld(time) || m_time->settings().mode == ScaleMode::Fixed);
    return zoomed ? std::optional(TraceWindow{axis(), m_time->fromPlot(time->range().lower),
                                              m_time->fromPlot(time->range().upper)})
                  : std::nullopt;
}

void TraceView::tellRange()
{
    const std::optional<TraceWindow> range = zoomedRange();
    if (range != m_range) {
        m_range = range;
        emit timeRangeChosen(range);
    }
}

void TraceView::showTimeRange(const std::optional<TraceWindow>& range)
{
    std::optional<QCPRange> places;
    if (range) {
        places = QCPRange(m_time->toPlot(range->first), m_time->toPlot(range->last));
        if (range->axis != axis() || !QCPRange::validRange(*places)) { // also where an end has no place
            return;
        }
    }
    m_range = range;
    m_plot->follow(kTimeName, places);
    fitToZoom();
}

void TraceView::fitToZoom()
{
    for (const auto& strip : m_strips) {
        if (strip->values->settings().mode == ScaleMode::EachFrame) {
            measure(*strip);
        }
    }
    fitAxes();
}

void TraceView::updateTimeRange()
{
    m_firstKey = std::numeric_limits<double>::infinity();
    m_lastKey = -m_firstKey;
    for (const auto& strip : m_strips) {
        for (const TraceCurve& curve : strip->curves) {
            if (curve.trace && !curve.trace->bins.empty()) {
                m_firstKey = std::min(m_firstKey, firstKeyOf(curve.trace->bins.front(), axis()));
                m_lastKey = std::max(m_lastKey, lastKeyOf(curve.trace->bins.back(), axis()));
            }
        }
    }
    if (!m_traces || !m_traces->growing) {
        m_upperKey = m_lastKey;
    } else if (m_lastKey > m_upperKey) {
        m_upperKey = m_firstKey + kAhead * (m_lastKey - m_firstKey);
        const double end = m_traces->run->endTime;
        if (overTime() && end >= m_lastKey) {
            m_upperKey = std::min(m_upperKey, end);
        }
        if (!std::isfinite(m_upperKey)) { // at the end of what a double can hold
            m_upperKey = m_lastKey;
        }
    }
}

void TraceView::fitAxes()
{
    m_time->fit();
    for (const auto& strip : m_strips) {
        strip->values->fit();
    }
}

void TraceView::resetZoom()
{
    for (const auto& strip : m_strips) {
        strip->values->refit();
    }
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
        for (const auto& strip : m_strips) {
            styleStrip(*strip);
        }
    }
    placeCursor();
    m_plot->replotOverlay();
}

void TraceView::placeCursor()
{
    for (const auto& strip : m_strips) {
        PlotWidget::placeVertical(
            strip->cursor, m_time->toPlot(overTime() ? m_step.time : static_cast<double>(m_step.step)));
    }
}

TraceView::Strip* TraceView::stripAt(const QPointF& position) const
{
    const QCPAxisRect* rect = m_plot->axisRectAt(position);
    const auto found = std::ranges::find_if(m_strips, [&](const auto& strip) { return strip->rect == rect; });
    return rect && found != m_strips.end() ? found->get() : nullptr;
}

void TraceView::updateReadout()
{
    const std::optional<QPointF> hover = m_plot->hoverPosition();
    const bool inside = hover && m_plot->innerRectAt(*hover) && stripAt(*hover);
    if (!inside) {
        for (const auto& strip : m_strips) {
            strip->marker->setVisible(false);
        }
        header().setReadout(QString());
        m_plot->replotOverlay();
        return;
    }
    const double place = stripAt(*hover)->keyAxis()->pixelToCoord(hover->x());
    const double key = m_time->fromPlot(place);
    QString text = overTime() ? tr("%1 = %2%3")
                                    .arg(m_traces->run->timeName, formatNumber(key, 5),
                                         unitSuffix(m_traces->run->timeUnits))
                              : tr("step %1").arg(std::llround(key));
    for (const auto& strip : m_strips) {
        PlotWidget::placeVertical(strip->marker, place);
        for (const TraceCurve& curve : strip->curves) {
            if (const TraceBin* bin = curve.trace->binAt(key, axis())) {
                text += tr("   %1 %2")
                            .arg(curve.trace->label.section(QStringLiteral("  "), 0, 0), rangeText(*bin));
            }
        }
    }
    header().setReadout(text + differences(key));
    m_plot->replotOverlay();
}

QString TraceView::differences(double key) const
{
    if (!m_mark.isSet()) {
        return {};
    }
    const double mark = m_mark.place().x();
    const QString units = m_time->units();
    const double delta = key - mark;
    QString text = PlotMarker::difference(overTime() ? m_traces->run->timeName : tr("step"), delta, units);
    if (overTime() && delta != 0.0) {
        const QString perUnit = units.isEmpty()                ? QString()
                                : units == QStringLiteral("s") ? QStringLiteral("Hz")
                                                               : QStringLiteral("1/%1").arg(units);
        text +=
            tr("   1/Δ%1 = %2%3")
                .arg(m_traces->run->timeName, formatNumber(1.0 / delta, kReadoutDigits), unitSuffix(perUnit));
    }
    for (const auto& strip : m_strips) {
        for (const TraceCurve& curve : strip->curves) {
            const TraceBin* here = curve.trace->binAt(key, axis());
            const TraceBin* there = curve.trace->binAt(mark, axis());
            if (here && there) {
                text += PlotMarker::difference(curve.trace->label.section(QStringLiteral("  "), 0, 0),
                                               valueOf(*here) - valueOf(*there), curve.trace->field->units);
            }
        }
    }
    return text;
}

void TraceView::drawMark()
{
    if (m_mark.isSet()) {
        for (const auto& strip : m_strips) {
            m_mark.drawLine(strip->rect, m_time->toPlot(m_mark.place().x()));
        }
        m_plot->replotOverlay();
    }
}

void TraceView::pick(const QPointF& position)
{
    Strip* strip = stripAt(position);
    if (!strip || !m_plot->innerRectAt(position)) {
        return;
    }
    const double key = m_time->fromPlot(strip->keyAxis()->pixelToCoord(position.x()));
    if (overTime()) {
        emit timeWanted(key);
    } else {
        emit stepWanted(static_cast<quint64>(std::llround(std::max(0.0, key))));
    }
}

void TraceView::applyTheme(const Theme& theme)
{
    View::applyTheme(theme);
    m_plot->applyTheme(theme);
    for (const auto& strip : m_strips) {
        styleStrip(*strip);
    }
    drawMark();
}

void TraceView::drawNow()
{
    m_plot->replot(QCustomPlot::rpQueuedRefresh);
}

ViewData TraceView::data() const
{
    ViewData data;
    if (!m_traces || m_traces->traces.empty()) {
        return data;
    }
    // Traces may have bins of their own: a row for each place where one begins.
    std::map<std::uint64_t, double> rows;
    for (const TracePtr& trace : m_traces->traces) {
        for (const TraceBin& bin : trace->bins) {
            rows.emplace(bin.first, bin.firstTime);
        }
    }
    ViewData::Column steps{tr("step"), {}};
    ViewData::Column times{m_traces->run->hasTimes ? timeLabelOf(*m_traces->run) : QString(), {}};
    for (const auto& [step, time] : rows) {
        steps.values.push_back(static_cast<double>(step));
        times.values.push_back(time);
    }
    data.title = tr("Over time");
    data.columns.push_back(steps);
    if (m_traces->run->hasTimes) {
        data.columns.push_back(times);
    }
    for (const TracePtr& trace : m_traces->traces) {
        QString name = trace->label;
        if (!trace->field->units.isEmpty()) {
            name += QStringLiteral(" [%1]").arg(trace->field->units);
        }
        std::vector<double> low(rows.size(), std::numeric_limits<double>::quiet_NaN());
        std::vector<double> high = low;
        bool single = true;
        auto row = rows.begin();
        std::size_t i = 0;
        for (const TraceBin& bin : trace->bins) {
            for (; row->first < bin.first; ++row) {
                ++i;
            }
            low[i] = bin.low;
            high[i] = bin.high;
            single = single && bin.isPoint();
        }
        if (single) {
            data.columns.push_back({name, std::move(low)});
        } else {
            data.columns.push_back({tr("%1 lowest").arg(name), std::move(low)});
            data.columns.push_back({tr("%1 highest").arg(name), std::move(high)});
        }
    }
    return data;
}

QJsonObject TraceView::saveState() const
{
    return {{kValues, m_valueChoices.toJson()}, {kTime, m_timeChoices.toJson()}};
}

void TraceView::restoreState(const QJsonObject& state)
{
    m_valueChoices = AxisChoices::fromJson(state[kValues].toObject());
    m_timeChoices = AxisChoices::fromJson(state[kTime].toObject());
    m_time->setSettings(m_timeChoices.of(overTime() ? kOverTime : kOverSteps));
    for (const auto& strip : m_strips) {
        strip->values->setSettings(m_valueChoices.of(strip->field));
        measure(*strip);
    }
    setOfTime();
    m_plot->scheduleReplot();
}

} // namespace h5pulse::viewer
