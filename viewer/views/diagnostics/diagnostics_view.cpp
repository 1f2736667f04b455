// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diagnostics/diagnostics_view.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"
#include "plot/axis_menu.h"
#include "plot/plot_actions.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "views/diagnostics/measures.h"

#include <h5pulse/service/diagnostics.h>

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kReadoutDigits = 5;
const auto kShows = QStringLiteral("shows");
const auto kValues = QStringLiteral("values");

/// A table with a row for each step that was read. A measure of several steps is in the row of the first one.
/// @param columns  measures and their headings
ViewData tableOf(const DiagnosticsResult& result, const std::vector<std::pair<Measure, QString>>& columns)
{
    ViewData data;
    std::vector<const TraceBin*> places;
    for (const auto& [measure, label] : columns) {
        for (const TraceBin& bin : result.of(measure)) {
            places.push_back(&bin);
        }
    }
    std::ranges::sort(places, {}, &TraceBin::first);
    const auto atSameStep = [](const TraceBin* a, const TraceBin* b) { return a->first == b->first; };
    places.erase(std::unique(places.begin(), places.end(), atSameStep), places.end());
    data.columns.push_back({Texts::tr("step"), {}});
    data.columns.push_back({timeLabelOf(*result.run), {}});
    for (const TraceBin* place : places) {
        data.columns[0].values.push_back(static_cast<double>(place->first));
        data.columns[1].values.push_back(place->firstTime);
    }
    for (const auto& [measure, label] : columns) {
        ViewData::Column column{label, {}};
        const std::vector<TraceBin>& bins = result.of(measure);
        auto bin = bins.begin();
        for (const TraceBin* place : places) {
            const bool there = bin != bins.end() && bin->first == place->first;
            column.values.push_back(there ? (bin++)->low : std::numeric_limits<double>::quiet_NaN());
        }
        data.columns.push_back(std::move(column));
    }
    return data;
}

} // namespace

DiagnosticsView::DiagnosticsView(QWidget* parent)
    : FieldTimeView(parent)
    , m_stack(plot())
    , m_shown(usualMeasures())
{
    for (const Measure measure : kMeasures) {
        m_curves.emplace_back(measure, plot(), this);
    }
    for (MeasureCurve& curve : m_curves) {
        connectCurve(curve);
    }
    plot().setToolTip(tr("Click to go to this time. Scroll to zoom, drag to pan. "
                         "Double-click to show everything. Right-click for more."));
    makeActions();
    buildSubplots();
    setShown(m_shown);
    startField();
    applyTheme(lightTheme());
    updateTitle();
    connect(&plot(), &PlotWidget::beforeReplot, this, [this] { m_stack.shareHeight(); });
    connect(&plot(), &PlotWidget::afterLayout, this, [this] {
        for (const Measure measure : m_shown) {
            of(measure).placeLabel();
        }
    });
}

void DiagnosticsView::connectCurve(MeasureCurve& curve)
{
    connect(&curve.values(), &AxisControl::positionsChanged, this, [this, &curve] {
        if (curve.isShown() && m_result) {
            curve.draw(*m_result, time());
        }
    });
    connect(&curve.values(), &AxisControl::chosen, this, [this, &curve] {
        m_valueChoices.set(settingsName(curve.measure()), curve.values().settings());
        measure(curve);
        emit stateChanged();
    });
}

void DiagnosticsView::makeActions()
{
    auto* values = new QMenu(tr("Value &axis"), this);
    for (const MeasureCurve& curve : m_curves) {
        values->addMenu(&curve.menu());
    }
    for (const Measure measure : kMeasures) {
        auto* action = new QAction(actionOf(measure), this);
        action->setToolTip(tipOf(measure));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, measure](bool checked) {
            std::vector<Measure> measures;
            for (const Measure other : kMeasures) {
                if (other == measure ? checked : of(other).isShown()) {
                    measures.push_back(other);
                }
            }
            setShown(std::move(measures));
            emit stateChanged();
        });
        plotActions().addAction(action);
        m_actions << action;
    }
    auto* separator = new QAction(this);
    separator->setSeparator(true);
    plotActions().addAction(separator);
    plotActions().addMenu(values);
    addTimeMenu(tr("&Time axis"));
}

/// Shows these measures. Ignores an empty list, so that at least one measure stays visible.
void DiagnosticsView::setShown(std::vector<Measure> measures)
{
    if (!measures.empty() && measures != m_shown) {
        m_shown = std::move(measures);
        buildSubplots();
    }
    for (const MeasureCurve& curve : m_curves) {
        m_actions[static_cast<int>(curve.measure())]->setChecked(curve.isShown());
        curve.menu().menuAction()->setVisible(curve.isShown());
    }
}

void DiagnosticsView::buildSubplots()
{
    setTimeAxes({}, {});
    for (MeasureCurve& curve : m_curves) {
        curve.detach();
    }
    m_stack.clear();
    QList<QCPAxis*> keys;
    QList<QCPItemStraightLine*> cursors;
    const QString keyLabel = time().label();
    for (const Measure measure : m_shown) {
        const bool last = measure == m_shown.back();
        const SubplotStack::Subplot subplot = m_stack.add(idOf(measure), last ? &keyLabel : nullptr);
        keys << subplot.rect->axis(QCPAxis::atBottom);
        cursors << subplot.cursor;
        subplot.marker->setPen(QPen(plot().theme().muted, 1, Qt::DotLine));
        of(measure).attach(subplot);
        of(measure).applyTheme(font());
    }
    setTimeAxes(keys, cursors);
    setMinimumHeight(m_stack.minimumHeight());
    if (m_result) {
        refresh();
    }
    drawMark();
    plot().scheduleReplot();
}

QString DiagnosticsView::settingsName(Measure measure) const
{
    return QStringLiteral("%1 of %2").arg(idOf(measure), field() ? toText(field()->name) : QString());
}

void DiagnosticsView::startField()
{
    for (MeasureCurve& curve : m_curves) {
        curve.start(field() ? toText(field()->units) : QString());
        curve.values().setSettings(m_valueChoices.of(settingsName(curve.measure())));
    }
}

void DiagnosticsView::ask()
{
    if (!field()) {
        clearQuery<DiagnosticsQuery>();
    } else if (!m_stack.subplots().isEmpty()) {
        const int width = m_stack.subplots().front().rect->width();
        setQuery(DiagnosticsQuery{.field = field()->name, .window = window(), .pixels = pixelsOf(width)});
    }
}

bool DiagnosticsView::take(const std::shared_ptr<const OverTimeResult>& result)
{
    m_result = std::dynamic_pointer_cast<const DiagnosticsResult>(result);
    for (const Measure measure : m_shown) {
        if (!m_result) {
            of(measure).clear();
        }
    }
    return m_result != nullptr;
}

void DiagnosticsView::refresh()
{
    for (const Measure shown : m_shown) {
        measure(of(shown));
        of(shown).draw(*m_result, time());
    }
}

void DiagnosticsView::measure(MeasureCurve& curve)
{
    if (m_result) {
        curve.measure(*m_result, window());
    }
}

void DiagnosticsView::fitValues()
{
    for (const Measure shown : m_shown) {
        of(shown).values().fit();
        if (of(shown).values().settings().mode == ScaleMode::EachFrame) {
            measure(of(shown));
        }
    }
}

void DiagnosticsView::resetZoom()
{
    for (const MeasureCurve& curve : m_curves) {
        curve.values().refit();
    }
    FieldTimeView::resetZoom();
}

void DiagnosticsView::updateTitle()
{
    QString title = field() ? tr("%1   diagnostics").arg(toText(field()->name)) : tr("Diagnostics");
    if (m_result) {
        title += readingText();
        title += !m_result->hasOverview ? distanceText()
                 : m_result->distance > 1
                     ? tr("   L2 norm and change of 1 step in %1").arg(formatCount(m_result->distance))
                     : QString();
        double nonFinite = 0.0;
        for (const TraceBin& bin : m_result->of(Measure::NonFinite)) {
            nonFinite += bin.low;
        }
        if (nonFinite > 0.0) {
            title += tr("   %1 values not finite").arg(formatCount(static_cast<std::uint64_t>(nonFinite)));
        }
    }
    header().setTitle(title + time().omission());
}

void DiagnosticsView::updateReadout()
{
    const std::optional<QPointF> hover = plot().hoverPosition();
    const std::optional<double> key = hover ? keyAt(*hover) : std::nullopt;
    for (const SubplotStack::Subplot& subplot : m_stack.subplots()) {
        PlotWidget::placeVertical(subplot.marker, key ? time().toPlot(*key) : qQNaN());
    }
    QString text;
    if (key) {
        text = keyText(*key);
        for (const Measure measure : m_shown) {
            if (const TraceBin* bin = binAt(m_result->of(measure), *key, m_result->axis)) {
                text += tr("   %1 %2").arg(nameOf(measure), formatNumber(bin->low, kReadoutDigits));
            }
        }
        text += differences(*key);
    }
    header().setReadout(text);
    plot().replotOverlay();
}

QString DiagnosticsView::differences(double key) const
{
    if (!marker().isSet()) {
        return {};
    }
    QString text = keyDifference(key);
    for (const Measure measure : m_shown) {
        const TraceBin* here = binAt(m_result->of(measure), key, m_result->axis);
        const TraceBin* there = binAt(m_result->of(measure), marker().place().x(), m_result->axis);
        if (here && there) {
            text +=
                PlotMarker::difference(nameOf(measure), here->low - there->low, of(measure).values().units());
        }
    }
    return text;
}

bool DiagnosticsView::isComplete() const
{
    return isAnsweredBy(m_result);
}

ViewData DiagnosticsView::data() const
{
    if (!m_result) {
        return {};
    }
    std::vector<std::pair<Measure, QString>> columns;
    for (const Measure measure : m_shown) {
        columns.emplace_back(measure, of(measure).label());
    }
    ViewData data = tableOf(*m_result, columns);
    data.title = header().title();
    return data;
}

QJsonObject DiagnosticsView::saveState() const
{
    QJsonArray shown;
    for (const Measure measure : m_shown) {
        shown.append(idOf(measure));
    }
    QJsonObject state = FieldTimeView::saveState();
    state[kShows] = shown;
    state[kValues] = m_valueChoices.toJson();
    return state;
}

void DiagnosticsView::restoreState(const QJsonObject& state)
{
    FieldTimeView::restoreState(state);
    m_valueChoices = AxisChoices::fromJson(state[kValues].toObject());
    for (const MeasureCurve& curve : m_curves) {
        curve.values().setSettings(m_valueChoices.of(settingsName(curve.measure())));
    }
    const QJsonArray shown = state[kShows].toArray();
    std::vector<Measure> measures;
    for (const Measure measure : kMeasures) {
        if (shown.contains(QJsonValue(idOf(measure)))) {
            measures.push_back(measure);
        }
    }
    setShown(measures.empty() ? usualMeasures() : std::move(measures));
    if (m_result) {
        refresh();
    }
    plot().scheduleReplot();
}

void DiagnosticsView::applyTheme(const Theme& theme)
{
    FieldTimeView::applyTheme(theme);
    for (const Measure measure : m_shown) {
        of(measure).applyTheme(font());
    }
    for (const SubplotStack::Subplot& subplot : m_stack.subplots()) {
        subplot.marker->setPen(QPen(theme.muted, 1, Qt::DotLine));
    }
}

} // namespace h5pulse::viewer
