// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diagnostics/diagnostics_view.h"

#include "core/format.h"
#include "core/trace/trace_points.h"
#include "plot/graph_points.h"
#include "plot/linked_time_axis.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"

#include <QAction>
#include <QJsonArray>
#include <QLabel>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kPixelSteps = 64; // not each change of the window's size reads again

struct MeasureText
{
    Measure measure;
    const char* id;
    const char* action;
    const char* name;
    const char* tip;
};

constexpr std::array kTexts{
    MeasureText{Measure::Minimum, "minimum",
                QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView", "Mi&nimum"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView", "minimum"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView",
                                  "The lowest of the finite values y; of complex ones of |y|")},
    MeasureText{Measure::Maximum, "maximum",
                QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView", "Ma&ximum"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView", "maximum"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView",
                                  "The highest of the finite values y; of complex ones of |y|")},
    MeasureText{Measure::Mean, "mean", QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView", "&Mean"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView", "mean"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView",
                                  "The mean of the finite values y; of complex ones of |y|")},
    MeasureText{Measure::Norm, "norm", QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView", "&L2 norm"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView", "L2 norm"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView",
                                  "√(Σ |y|²) over the finite values y of a step")},
    MeasureText{Measure::Change, "change",
                QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView", "&Change from step to step"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView", "change"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView",
                                  "√(Σ |y − y of the step before|²) over the finite values")},
    MeasureText{
        Measure::NonFinite, "not-finite",
        QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView", "&Values not finite"),
        QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView", "not finite"),
        QT_TRANSLATE_NOOP("h5pulse::viewer::DiagnosticsView", "How many values are NaN or infinite")}};

const MeasureText& textOf(Measure measure)
{
    return kTexts[static_cast<std::size_t>(measure)];
}

std::vector<Measure> defaultMeasures()
{
    return {Measure::Minimum, Measure::Maximum, Measure::Mean, Measure::Norm, Measure::Change};
}

} // namespace

DiagnosticsView::DiagnosticsView(QWidget* parent)
    : View(parent)
    , m_placeholder(new QLabel(this))
    , m_plot(new PlotWidget(this))
    , m_stack(*m_plot)
    , m_timeAxis(new LinkedTimeAxis(*m_plot))
    , m_shown(defaultMeasures())
{
    m_placeholder->setAlignment(Qt::AlignCenter);
    m_placeholder->setWordWrap(true);
    m_placeholder->setAutoFillBackground(true);
    m_placeholder->setMargin(20);
    addBody(m_placeholder);
    addBody(m_plot);
    m_plot->setToolTip(tr("Click: go to this time. Wheel, drag: zoom and pan. Double click: all."));
    makeActions();
    buildStrips();
    applyTheme(lightTheme());
    clear(QString());

    connect(m_timeAxis, &LinkedTimeAxis::changed, this, &DiagnosticsView::ask);
    connect(m_timeAxis, &LinkedTimeAxis::chosen, this, &View::timeRangeChosen);
    connect(m_plot, &PlotWidget::beforeReplot, this, [this] { m_stack.shareHeight(); });
    connect(m_plot, &PlotWidget::afterLayout, this, [this] {
        placeLabels();
        ask(); // as many bins as there are pixels
    });
    connect(m_plot, &PlotWidget::hoverChanged, this, &DiagnosticsView::updateReadout);
    connect(m_plot, &PlotWidget::clicked, this, &DiagnosticsView::pick);
    connect(m_plot, &PlotWidget::resetWanted, this, &DiagnosticsView::resetZoom);
}

void DiagnosticsView::makeActions()
{
    for (const Measure measure : kMeasures) {
        auto* action = new QAction(tr(textOf(measure).action), this);
        action->setToolTip(tr(textOf(measure).tip));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, measure](bool checked) {
            std::vector<Measure> measures;
            for (const Measure other : kMeasures) {
                const bool was = std::ranges::find(m_shown, other) != m_shown.end();
                if (other == measure ? checked : was) {
                    measures.push_back(other);
                }
            }
            setShown(std::move(measures));
            emit stateChanged();
        });
        addAction(action);
        m_actions << action;
    }
}

/// At least one is shown.
void DiagnosticsView::setShown(std::vector<Measure> measures)
{
    if (!measures.empty() && measures != m_shown) {
        m_shown = std::move(measures);
        buildStrips();
    }
    for (const Measure measure : kMeasures) {
        m_actions[static_cast<int>(measure)]->setChecked(std::ranges::find(m_shown, measure) !=
                                                         m_shown.end());
    }
}

void DiagnosticsView::showSubject(const RunDescriptionPtr& run, const FieldPtr& field, std::size_t)
{
    const bool otherRun = run != m_run;
    const bool other = otherRun || !field || !m_field || field->name != m_field->name;
    m_run = run;
    m_field = field;
    if (otherRun) {
        m_timeAxis->restart();
    }
    if (other) {
        clear(QString());
    }
    ask();
}

void DiagnosticsView::ask()
{
    if (!m_field) {
        setQuery(nullptr);
        return;
    }
    const int width = m_stack.strips().front().rect->width();
    const double pixels = std::ceil(std::max(1.0, width * devicePixelRatioF()) / kPixelSteps) * kPixelSteps;
    setQuery(std::make_shared<DiagnosticsQuery>(DiagnosticsWanted{
        .field = m_field->name, .window = m_timeAxis->window(), .pixels = static_cast<std::size_t>(pixels)}));
}

void DiagnosticsView::clear(const QString& placeholder)
{
    m_result = nullptr;
    m_placeholder->setText(placeholder);
    m_placeholder->setVisible(!placeholder.isEmpty());
    m_plot->setVisible(placeholder.isEmpty());
    for (Curve& curve : m_curves) {
        curve.range.reset();
        curve.graph->data()->clear();
    }
    updateTitle();
    updateReadout();
    placeCursor();
    m_plot->scheduleReplot();
}

QString DiagnosticsView::placeholder() const
{
    return m_placeholder->isHidden() ? QString() : m_placeholder->text();
}

void DiagnosticsView::buildStrips()
{
    m_curves.clear();
    m_stack.clear();
    const QString keyLabel = m_result ? (overTime() ? timeLabelOf(*m_result->run) : tr("step")) : QString();
    QList<QCPAxis*> keys;
    for (const Measure measure : m_shown) {
        const StripStack::Strip strip =
            m_stack.add(QLatin1String(textOf(measure).id), measure == m_shown.back() ? &keyLabel : nullptr);
        QCPAxis* key = strip.rect->axis(QCPAxis::atBottom);
        QCPAxis* value = strip.rect->axis(QCPAxis::atLeft);
        keys << key;
        Curve curve{.measure = measure, .valueAxis = value, .graph = m_plot->addGraph(key, value)};
        curve.label = new QCPItemText(m_plot);
        curve.label->setLayer(PlotWidget::overlayLayer());
        curve.label->setClipToAxisRect(false);
        curve.label->setSelectable(false);
        curve.label->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
        curve.label->setPadding(QMargins(2, 0, 2, 0));
        curve.label->position->setAxisRect(strip.rect);
        curve.label->position->setType(QCPItemPosition::ptAxisRectRatio);
        m_curves.push_back(curve);
    }
    m_timeAxis->setAxes(keys);
    setMinimumHeight(m_stack.minimumHeight());
    styleCurves();
    if (m_result) {
        for (Curve& curve : m_curves) {
            drawCurve(curve);
        }
        fitAxes();
    }
    placeCursor();
    m_plot->scheduleReplot();
}

void DiagnosticsView::showResult(const QueryResultPtr& result)
{
    const auto diagnostics = std::dynamic_pointer_cast<const DiagnosticsResult>(result);
    if (!result || !m_field || result->run != m_run ||
        (diagnostics && diagnostics->field->name != m_field->name)) {
        return; // what is shown stays until there is something else
    }
    if (!diagnostics) {
        clear(result->problem);
        return;
    }
    if (!m_placeholder->isHidden()) {
        m_placeholder->hide();
        m_plot->show();
    }
    m_result = diagnostics;
    m_timeAxis->setKind(diagnostics->axis);
    QCPAxis* last = m_stack.strips().back().rect->axis(QCPAxis::atBottom);
    last->setLabel(overTime() ? timeLabelOf(*diagnostics->run) : tr("step"));
    for (Curve& curve : m_curves) {
        drawCurve(curve);
    }
    updateTitle();
    fitAxes();
    placeCursor();
    m_plot->scheduleReplot();
    updateReadout();
}

void DiagnosticsView::drawCurve(Curve& curve)
{
    Trace trace;
    trace.bins = m_result->of(curve.measure);
    setPoints(*curve.graph, traceLine(trace, m_result->axis));
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = low;
    for (const TraceBin& bin : trace.bins) {
        low = std::fmin(low, bin.low);
        high = std::fmax(high, bin.high);
    }
    curve.range.include(low, high);
}

bool DiagnosticsView::overTime() const
{
    return m_result && m_result->axis == TraceWindow::Axis::Time && m_result->run->hasTimes;
}

void DiagnosticsView::updateTitle()
{
    QString title = m_field ? tr("%1   diagnostics").arg(m_field->name) : tr("Diagnostics");
    if (m_result) {
        if (m_result->progress < 1.0) { // rounded down: it is not done before it is done
            title += tr("   reading %1 %").arg(static_cast<int>(100.0 * m_result->progress));
        }
        if (m_result->distance > 1) {
            const QString distance = formatCount(m_result->distance);
            title += m_result->hasOverview ? tr("   L2 norm and change of 1 step in %1").arg(distance)
                                           : tr("   1 step in %1 read").arg(distance);
        }
        double nonFinite = 0.0;
        for (const TraceBin& bin : m_result->of(Measure::NonFinite)) {
            nonFinite += bin.low;
        }
        if (nonFinite > 0.0) {
            title += tr("   %1 values not finite").arg(formatCount(static_cast<std::uint64_t>(nonFinite)));
        }
    }
    header().setTitle(title);
}

void DiagnosticsView::fitAxes()
{
    if (m_result->steps > 0) {
        m_timeAxis->cover(m_result->firstKey, m_result->lastKey, m_growing,
                          overTime() ? m_result->run->endTime : std::numeric_limits<double>::quiet_NaN());
    }
    for (const Curve& curve : m_curves) {
        if (curve.range.valid()) {
            m_plot->fit(curve.valueAxis, curve.range.lower(), curve.range.upper());
        }
    }
}

QString DiagnosticsView::labelOfCurve(const Curve& curve) const
{
    const QString name = tr(textOf(curve.measure).name);
    const bool hasUnits = m_field && !m_field->units.isEmpty() && curve.measure != Measure::NonFinite;
    return hasUnits ? QStringLiteral("%1 [%2]").arg(name, m_field->units) : name;
}

void DiagnosticsView::placeLabels()
{
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        const QRect area = m_stack.strips()[static_cast<qsizetype>(i)].rect->rect();
        m_curves[i].label->setText(labelOfCurve(m_curves[i]));
        m_curves[i].label->position->setPixelPosition(area.topLeft());
    }
}

void DiagnosticsView::styleCurves()
{
    const Theme& theme = m_plot->theme();
    for (const Curve& curve : m_curves) {
        // Each measure has its colour, whichever others are shown.
        const QColor color = theme.curve(static_cast<std::size_t>(curve.measure));
        curve.graph->setPen(QPen(color, 1.5));
        curve.label->setColor(color);
        curve.label->setFont(font());
    }
    for (const StripStack::Strip& strip : m_stack.strips()) {
        strip.cursor->setPen(QPen(m_step.live ? theme.accent : theme.selection, 1.5));
        strip.marker->setPen(QPen(theme.muted, 1, Qt::DotLine));
    }
}

void DiagnosticsView::showStep(const ShownStep& step)
{
    if (step == m_step) {
        return;
    }
    const bool restyle = step.live != m_step.live;
    m_step = step;
    if (restyle) {
        styleCurves();
    }
    placeCursor();
    m_plot->replotOverlay();
}

void DiagnosticsView::showStatus(const RunStatus& status)
{
    if (std::exchange(m_growing, isGrowing(status.phase)) != m_growing && m_result) {
        fitAxes(); // no more room for what is to come
        m_plot->scheduleReplot();
    }
}

void DiagnosticsView::showTimeRange(const std::optional<TraceWindow>& range)
{
    m_timeAxis->show(range);
}

void DiagnosticsView::placeCursor()
{
    const double key = !m_result    ? std::numeric_limits<double>::quiet_NaN()
                       : overTime() ? m_step.time
                                    : static_cast<double>(m_step.step);
    for (const StripStack::Strip& strip : m_stack.strips()) {
        PlotWidget::placeVertical(strip.cursor, key);
    }
}

void DiagnosticsView::updateReadout()
{
    const std::optional<QPointF> hover = m_plot->hoverPosition();
    const QCPAxisRect* rect = hover && m_result ? m_plot->innerRectAt(*hover) : nullptr;
    const double key = rect ? rect->axis(QCPAxis::atBottom)->pixelToCoord(hover->x())
                            : std::numeric_limits<double>::quiet_NaN();
    for (const StripStack::Strip& strip : m_stack.strips()) {
        PlotWidget::placeVertical(strip.marker, key);
    }
    QString text;
    if (rect) {
        text = overTime()
                   ? tr("%1 = %2%3").arg(m_run->timeName, formatNumber(key, 5), unitSuffix(m_run->timeUnits))
                   : tr("step %1").arg(std::llround(key));
        for (const Curve& curve : m_curves) {
            if (const TraceBin* bin = binAt(m_result->of(curve.measure), key, m_result->axis)) {
                text += tr("   %1 %2").arg(tr(textOf(curve.measure).name), formatNumber(bin->low, 5));
            }
        }
    }
    header().setReadout(text);
    m_plot->replotOverlay();
}

void DiagnosticsView::pick(const QPointF& position)
{
    const QCPAxisRect* rect = m_result ? m_plot->innerRectAt(position) : nullptr;
    if (!rect) {
        return;
    }
    const double key = rect->axis(QCPAxis::atBottom)->pixelToCoord(position.x());
    if (overTime()) {
        emit timeWanted(key);
    } else {
        emit stepWanted(static_cast<quint64>(std::llround(std::clamp(key, 0.0, 1e18))));
    }
}

void DiagnosticsView::resetZoom()
{
    m_plot->releaseAxes();
    m_timeAxis->release();
    if (m_result) {
        for (Curve& curve : m_curves) {
            curve.range.reset();
            drawCurve(curve);
        }
        fitAxes();
    }
    m_plot->scheduleReplot();
}

bool DiagnosticsView::isComplete() const
{
    const auto* asked = dynamic_cast<const DiagnosticsQuery*>(query().get());
    return !asked || !placeholder().isEmpty() ||
           (m_result && m_result->complete && m_result->wanted == asked->wanted());
}

/// The steps that were read, each with all that is known of it: measures of several steps belong to the row
/// of the first step in them.
ViewData DiagnosticsView::data() const
{
    ViewData data;
    if (!m_result) {
        return data;
    }
    data.title = header().title();
    std::vector<const TraceBin*> places;
    for (const Curve& curve : m_curves) {
        for (const TraceBin& bin : m_result->of(curve.measure)) {
            places.push_back(&bin);
        }
    }
    std::ranges::sort(places, {}, &TraceBin::first);
    const auto same = std::ranges::unique(places, {}, &TraceBin::first);
    places.erase(same.begin(), same.end());
    data.columns.push_back({tr("step"), {}});
    data.columns.push_back({timeLabelOf(*m_result->run), {}});
    for (const TraceBin* place : places) {
        data.columns[0].values.push_back(static_cast<double>(place->first));
        data.columns[1].values.push_back(place->firstTime);
    }
    for (const Curve& curve : m_curves) {
        ViewData::Column column{labelOfCurve(curve), {}};
        const std::vector<TraceBin>& bins = m_result->of(curve.measure);
        auto bin = bins.begin();
        for (const TraceBin* place : places) {
            const bool there = bin != bins.end() && bin->first == place->first;
            column.values.push_back(there ? (bin++)->low : std::numeric_limits<double>::quiet_NaN());
        }
        data.columns.push_back(std::move(column));
    }
    return data;
}

QJsonObject DiagnosticsView::saveState() const
{
    QJsonArray shown;
    for (const Measure measure : m_shown) {
        shown.append(QLatin1String(textOf(measure).id));
    }
    return {{QStringLiteral("shows"), shown}};
}

void DiagnosticsView::restoreState(const QJsonObject& state)
{
    const QJsonArray shown = state[QStringLiteral("shows")].toArray();
    std::vector<Measure> measures;
    for (const MeasureText& text : kTexts) {
        if (shown.contains(QJsonValue(QLatin1String(text.id)))) {
            measures.push_back(text.measure);
        }
    }
    setShown(measures.empty() ? defaultMeasures() : std::move(measures));
}

void DiagnosticsView::applyTheme(const Theme& theme)
{
    View::applyTheme(theme);
    m_plot->applyTheme(theme);
    styleCurves();
    QPalette colors = m_placeholder->palette();
    colors.setColor(QPalette::Window, theme.surface);
    colors.setColor(QPalette::WindowText, theme.muted);
    m_placeholder->setPalette(colors);
}

void DiagnosticsView::drawNow()
{
    m_plot->replot(QCustomPlot::rpQueuedRefresh);
}

} // namespace h5pulse::viewer
