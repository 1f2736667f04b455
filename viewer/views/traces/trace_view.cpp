// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/traces/trace_view.h"

#include "core/format.h"
#include "core/trace_points.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "views/traces/trace_curve.h"

#include <QContextMenuEvent>
#include <QMenu>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {
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
    AutoRange range{0.12};

    QCPAxis* keyAxis() const { return rect->axis(QCPAxis::atBottom); }
    QCPAxis* valueAxis() const { return rect->axis(QCPAxis::atLeft); }
};

TraceView::TraceView(QWidget* parent)
    : View(parent)
    , m_plot(new PlotWidget(this))
    , m_stack(*m_plot)
{
    addBody(m_plot);
    header().setTitle(tr("Over time"));
    m_plot->setToolTip(tr("Click: go to this time. Wheel, drag: zoom and pan. Double click: all. "
                          "Right click: remove a curve."));
    m_plot->installEventFilter(this);
    applyTheme(lightTheme());
    connect(m_plot, &PlotWidget::beforeReplot, this, [this] { m_stack.shareHeight(); });
    connect(m_plot, &PlotWidget::afterLayout, this, [this] {
        for (const auto& strip : m_strips) {
            placeLabels(*strip);
        }
        tellWindow();
    });
    connect(m_plot, &PlotWidget::hoverChanged, this, &TraceView::updateReadout);
    connect(m_plot, &PlotWidget::clicked, this, &TraceView::pick);
    connect(m_plot, &PlotWidget::resetWanted, this, &TraceView::resetZoom);
}

TraceView::~TraceView() = default;

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
    const bool rebuild = otherRun || !sameLayout(*traces) || traces->timesAscend != m_traces->timesAscend;
    m_traces = traces;
    if (rebuild) {
        m_timeRange.reset();
        buildStrips();
    }
    for (const auto& strip : m_strips) {
        updateStrip(*strip);
    }
    // Rounded down: it is not done before it is done.
    header().setTitle(traces && std::isfinite(traces->progress)
                          ? tr("Over time   reading %1 %").arg(static_cast<int>(traces->progress * 100.0))
                          : tr("Over time"));
    updateTimeRange();
    fitAxes();
    placeCursor();
    m_plot->scheduleReplot();
    updateReadout();
}

void TraceView::buildStrips()
{
    m_strips.clear();
    m_stack.clear();
    if (!m_traces || m_traces->traces.empty()) {
        setMinimumHeight(0);
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
    setMinimumHeight(m_stack.minimumHeight());
}

void TraceView::addStrip(const QString& field, bool last)
{
    auto strip = std::make_unique<Strip>();
    strip->field = field;
    const QString keyLabel = overTime() ? timeLabelOf(*m_traces->run) : tr("step");
    const StripStack::Strip place = m_stack.add(field, last ? &keyLabel : nullptr);
    strip->rect = place.rect;
    strip->cursor = place.cursor;
    strip->marker = place.marker;
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
    // One time axis for all: whoever zooms one zooms all.
    connect(strip->keyAxis(), qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
            [this](const QCPRange& range) {
                for (const auto& other : m_strips) {
                    other->keyAxis()->setRange(range);
                }
            });
    styleStrip(*strip);
    m_strips.push_back(std::move(strip));
}

void TraceView::updateStrip(Strip& strip)
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (TraceCurve& curve : strip.curves) {
        const auto found = std::ranges::find_if(m_traces->traces,
                                                [&](const TracePtr& trace) { return trace->id == curve.id; });
        if (*found != curve.trace) {
            curve.trace = *found;
            curve.draw(axis());
        }
        for (const TraceBin& bin : curve.trace->bins) {
            if (std::isfinite(bin.low)) {
                low = std::min(low, bin.low);
                high = std::max(high, bin.high);
            }
        }
    }
    strip.range.include(low, high);
}

void TraceView::placeLabels(Strip& strip) const
{
    const QFontMetrics metrics(font());
    int offset = 0;
    for (const TraceCurve& curve : strip.curves) {
        if (!curve.trace) {
            continue;
        }
        const QString text = curve.text();
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
        strip.curves[i].graph->setPen(QPen(color, 1.5));
        if (strip.curves[i].trace) {
            strip.curves[i].draw(axis());
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
    const Strip& strip = *m_strips.front();
    std::optional<TraceWindow> window;
    for (const auto& other : m_strips) {
        if (m_plot->isHeld(other->keyAxis())) {
            const QCPRange range = strip.keyAxis()->range();
            window = TraceWindow{axis(), range.lower, range.upper};
        }
    }
    const int pixels = static_cast<int>(std::ceil(strip.rect->width() * devicePixelRatioF()));
    if (window != m_window || pixels != m_pixels) {
        m_window = window;
        m_pixels = pixels;
        emit traceWindowWanted(window, pixels);
    }
}

void TraceView::updateTimeRange()
{
    double first = std::numeric_limits<double>::infinity();
    double last = -first;
    for (const auto& strip : m_strips) {
        for (const TraceCurve& curve : strip->curves) {
            if (curve.trace && !curve.trace->bins.empty()) {
                first = std::min(first, firstKeyOf(curve.trace->bins.front(), axis()));
                last = std::max(last, lastKeyOf(curve.trace->bins.back(), axis()));
            }
        }
    }
    m_timeRange.cover(first, last, m_traces && m_traces->growing,
                      overTime() ? m_traces->run->endTime : std::numeric_limits<double>::quiet_NaN());
}

void TraceView::fitAxes()
{
    const bool held =
        std::ranges::any_of(m_strips, [&](const auto& s) { return m_plot->isHeld(s->keyAxis()); });
    for (const auto& strip : m_strips) {
        if (!held && m_timeRange.valid()) {
            m_plot->fit(strip->keyAxis(), m_timeRange.lower(), m_timeRange.upper());
        }
        if (strip->range.valid()) {
            m_plot->fit(strip->valueAxis(), strip->range.lower(), strip->range.upper());
        }
    }
}

void TraceView::resetZoom()
{
    m_plot->releaseAxes();
    for (const auto& strip : m_strips) {
        strip->range.reset();
        updateStrip(*strip);
    }
    fitAxes();
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
        PlotWidget::placeVertical(strip->cursor, overTime() ? m_step.time : static_cast<double>(m_step.step));
    }
}

TraceView::Strip* TraceView::stripAt(const QPointF& position) const
{
    const qsizetype place = m_stack.at(position);
    return place < 0 ? nullptr : m_strips[static_cast<std::size_t>(place)].get();
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
    const double key = stripAt(*hover)->keyAxis()->pixelToCoord(hover->x());
    QString text = overTime() ? tr("%1 = %2%3")
                                    .arg(m_traces->run->timeName, formatNumber(key, 5),
                                         unitSuffix(m_traces->run->timeUnits))
                              : tr("step %1").arg(std::llround(key));
    for (const auto& strip : m_strips) {
        PlotWidget::placeVertical(strip->marker, key);
        for (const TraceCurve& curve : strip->curves) {
            if (const TraceBin* bin = curve.trace->binAt(key, axis())) {
                text += tr("   %1 %2")
                            .arg(curve.trace->label.section(QStringLiteral("  "), 0, 0), rangeText(*bin));
            }
        }
    }
    header().setReadout(text);
    m_plot->replotOverlay();
}

void TraceView::pick(const QPointF& position)
{
    Strip* strip = stripAt(position);
    if (!strip || !m_plot->innerRectAt(position)) {
        return;
    }
    const double key = strip->keyAxis()->pixelToCoord(position.x());
    if (overTime()) {
        emit timeWanted(key);
    } else {
        emit stepWanted(static_cast<quint64>(std::llround(std::max(0.0, key))));
    }
}

bool TraceView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ContextMenu) {
        showMenu(static_cast<QContextMenuEvent*>(event)->pos());
        return true;
    }
    return View::eventFilter(watched, event);
}

void TraceView::showMenu(const QPoint& position)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (Strip* strip = stripAt(position)) {
        for (const TraceCurve& curve : strip->curves) {
            menu->addAction(tr("Remove %1").arg(curve.trace->label), this,
                            [this, id = curve.id] { emit traceUnwanted(id); });
        }
        menu->addSeparator();
    }
    menu->addAction(tr("Reset zoom"), this, &TraceView::resetZoom);
    menu->popup(m_plot->mapToGlobal(position));
}

void TraceView::applyTheme(const Theme& theme)
{
    View::applyTheme(theme);
    m_plot->applyTheme(theme);
    for (const auto& strip : m_strips) {
        styleStrip(*strip);
    }
}

void TraceView::drawNow()
{
    m_plot->replot(QCustomPlot::rpQueuedRefresh);
}

} // namespace h5pulse::viewer
