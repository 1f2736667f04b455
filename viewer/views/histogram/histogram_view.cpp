// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/histogram/histogram_view.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"
#include "plot/axis_menu.h"
#include "plot/plot_actions.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"

#include <QActionGroup>

#include <algorithm>

namespace h5pulse::viewer {

namespace {

constexpr int kMinHeight = 140; // axes and labels would fill a lower plot
constexpr double kCountMargin = 0.06;
constexpr double kValueMargin = 0.01;
constexpr int kFillAlpha = 60;
constexpr int kReadoutDigits = 5;
constexpr std::size_t kBins[] = {20, 50, 100, 200, 500};

const auto kBinsKey = QStringLiteral("bins");
const auto kValuesKey = QStringLiteral("values");
const auto kCountsKey = QStringLiteral("counts");

} // namespace

HistogramView::HistogramView(QWidget* parent)
    : PlotView(parent)
    , m_values(new AxisControl(plot(), AxisControl::Kind::Positions,
                               AutoScale(0.0, kValueMargin, kValueMargin), this))
    , m_counts(new AxisControl(plot(), AxisControl::Kind::Values, AutoScale(kCountMargin), this))
    , m_binActions(new QActionGroup(this))
    , m_graph(plot().addGraph())
{
    setMinimumHeight(kMinHeight);
    m_graph->setLineStyle(QCPGraph::lsStepLeft);
    m_values->setAxis(plot().xAxis);
    m_counts->setAxis(plot().yAxis);
    m_counts->setNotNegative(true);
    m_counts->describe(tr("number of values"), QString());
    offerBins();
    plotActions().addMenu(new AxisMenu(tr("&Value axis"), *m_values, this));
    plotActions().addMenu(new AxisMenu(tr("&Count axis"), *m_counts, this));
    plot().setToolTip(
        tr("Scroll to zoom, drag to pan. Double-click to show everything. Right-click for more."));
    applyTheme(lightTheme());
    showTitle();
    for (AxisControl* axis : {m_values, m_counts}) {
        connect(axis, &AxisControl::positionsChanged, this, [this] {
            draw();
            drawMark();
        });
        connect(axis, &AxisControl::chosen, this, [this] {
            if (m_result) {
                m_valueChoices.set(toText(m_result->query.field), m_values->settings());
                m_countChoices.set(toText(m_result->query.field), m_counts->settings());
            }
            refresh();
            emit stateChanged();
        });
    }
}

void HistogramView::offerBins()
{
    auto* menu = new QMenu(tr("Bi&ns"), this);
    for (const std::size_t bins : kBins) {
        QAction* action = menu->addAction(QString::number(bins), this, [this, bins] {
            setBins(bins);
            emit stateChanged();
        });
        action->setData(QVariant::fromValue(bins));
        action->setCheckable(true);
        action->setChecked(bins == m_bins);
        m_binActions->addAction(action);
    }
    plotActions().addMenu(menu);
}

void HistogramView::setBins(std::size_t bins)
{
    m_bins = bins;
    for (QAction* action : m_binActions->actions()) {
        action->setChecked(action->data().value<std::size_t>() == bins);
    }
    ask();
}

void HistogramView::ask()
{
    if (context().field) {
        setQuery(HistogramQuery{context().field->name, m_bins});
    } else {
        clearQuery<HistogramQuery>();
    }
}

void HistogramView::showContext(const ViewContext& before)
{
    if (context().run != before.run || context().field != before.field) {
        clear(QString());
        startField();
        ask();
    }
}

void HistogramView::startField()
{
    const QString name = context().field ? toText(context().field->name) : QString();
    plot().forgetZoom();
    unmark();
    m_values->restart();
    m_counts->restart();
    m_values->setSettings(m_valueChoices.of(name));
    m_counts->setSettings(m_countChoices.of(name));
}

void HistogramView::clear(const QString& sentence)
{
    m_result.reset();
    showPlaceholder(sentence);
    refresh();
}

void HistogramView::showAnswer(const Answer& answer)
{
    if (!answer.result) {
        return; // keeps the present picture until a result arrives
    }
    const auto result = answer.as<HistogramResult>();
    if (!result) {
        clear(toText(answer.result->problem));
    } else if (context().field && result->query.field == context().field->name) {
        m_result = result;
        showPlaceholder(result->counts.empty()
                            ? tr("'%1' has no finite value at this step.").arg(toText(result->query.field))
                            : QString());
        refresh();
    }
}

bool HistogramView::isComplete() const
{
    const HistogramQuery* asked = query<HistogramQuery>();
    return !asked || !placeholder().isEmpty() || (m_result && m_result->query == *asked);
}

double HistogramView::centreOf(std::size_t bin) const
{
    return m_result->edge(bin) / 2.0 + m_result->edge(bin + 1) / 2.0;
}

void HistogramView::refresh()
{
    if (m_result && !m_result->counts.empty()) {
        std::vector<double> edges;
        std::vector<double> counts;
        for (std::size_t bin = 0; bin < m_result->counts.size(); ++bin) {
            edges.push_back(m_result->edge(bin));
            counts.push_back(static_cast<double>(m_result->counts[bin]));
        }
        edges.push_back(m_result->edge(counts.size()));
        const FieldDescription& field = *m_result->field;
        const QString label = labelOf(field);
        m_values->describe(field.isComplex() ? tr("magnitude of %1").arg(label) : label, toText(field.units));
        m_values->show(m_values->measure({edges}));
        DataExtent extent = m_counts->measure({counts});
        extent.low = 0.0;
        extent.notPositive = 0; // the title does not count empty bins
        m_counts->show(extent);
    }
    draw();
    drawMark();
    showTitle();
    updateReadout();
}

void HistogramView::draw()
{
    QVector<QCPGraphData> points;
    const std::size_t bins = m_result ? m_result->counts.size() : 0;
    for (std::size_t bin = 0; bin < bins; ++bin) {
        const double edge = m_values->toPlot(m_result->edge(bin));
        if (std::isfinite(edge)) {
            points.append({edge, m_counts->toPlot(static_cast<double>(m_result->counts[bin]))});
        }
    }
    if (!points.isEmpty()) {
        // The sides of the first and the last bin, where the axis has a zero.
        const bool closed = !m_counts->isLogarithmic();
        points.append({m_values->toPlot(m_result->edge(bins)), closed ? 0.0 : points.back().value});
        points.prepend({points.front().key, closed ? 0.0 : points.front().value});
    }
    m_graph->data()->set(points, true);
    plot().scheduleReplot();
}

void HistogramView::showTitle()
{
    if (!m_result) {
        header().setTitle(tr("Histogram"));
        return;
    }
    QString title =
        tr("Histogram of %1").arg(titleOf(*m_result->run, *m_result->field, m_result->step, m_result->time));
    if (!m_result->counts.empty()) {
        const QString units = unitSuffix(m_result->field->units);
        title += tr("   mean %1%2   σ %3%2")
                     .arg(formatNumber(m_result->mean, kReadoutDigits), units,
                          formatNumber(m_result->deviation, kReadoutDigits));
    }
    if (m_result->nonFinite > 0) {
        title += tr("   %1 values not finite").arg(formatCount(m_result->nonFinite));
    }
    header().setTitle(title + m_values->omission());
}

void HistogramView::fitAxes()
{
    m_values->fit();
    m_counts->fit();
}

void HistogramView::resetZoom()
{
    m_counts->refit();
    plot().releaseAxes();
    plot().scheduleReplot();
}

std::optional<std::size_t> HistogramView::binAt(const QPointF& position) const
{
    if (!m_result || !plot().innerRectAt(position)) {
        return std::nullopt;
    }
    return m_result->binAt(m_values->fromPlot(plot().xAxis->pixelToCoord(position.x())));
}

void HistogramView::updateReadout()
{
    const std::optional<QPointF> hover = plot().hoverPosition();
    const std::optional<std::size_t> bin = hover ? binAt(*hover) : std::nullopt;
    QString text;
    if (bin) {
        const auto number = [](double value) { return formatNumber(value, kReadoutDigits); };
        const std::uint64_t count = m_result->counts[*bin];
        const double share =
            100.0 * static_cast<double>(count) / static_cast<double>(m_result->values - m_result->nonFinite);
        text = tr("%1 values (%2 %)   %3 to %4%5")
                   .arg(formatCount(count), QString::number(share, 'g', 3), number(m_result->edge(*bin)),
                        number(m_result->edge(*bin + 1)), unitSuffix(m_result->field->units));
        const auto marked = marker().isSet() ? m_result->binAt(marker().place().x()) : std::nullopt;
        if (marked) {
            const double there = static_cast<double>(m_result->counts[*marked]);
            text += PlotMarker::difference(tr("value"), centreOf(*bin) - centreOf(*marked),
                                           toText(m_result->field->units)) +
                    PlotMarker::difference(tr("count"), static_cast<double>(count) - there, QString());
        }
    }
    header().setReadout(text);
}

std::optional<QPointF> HistogramView::markAt(const QPointF& position) const
{
    const std::optional<std::size_t> bin = binAt(position);
    return bin ? std::optional(QPointF(centreOf(*bin), 0.0)) : std::nullopt;
}

void HistogramView::drawMark()
{
    if (marker().isSet()) {
        marker().drawLine(plot().axisRect(), m_values->toPlot(marker().place().x()));
    }
}

void HistogramView::applyTheme(const Theme& theme)
{
    PlotView::applyTheme(theme);
    QColor fill = theme.curve(0);
    fill.setAlpha(kFillAlpha);
    m_graph->setPen(PlotWidget::curvePen(theme.curve(0), 1.2));
    m_graph->setBrush(fill);
}

ViewData HistogramView::data() const
{
    ViewData data;
    if (m_result && !m_result->counts.empty()) {
        data.title = header().title();
        data.columns = {{tr("from"), {}}, {tr("to"), {}}, {m_counts->label(), {}}};
        for (std::size_t bin = 0; bin < m_result->counts.size(); ++bin) {
            data.columns[0].values.push_back(m_result->edge(bin));
            data.columns[1].values.push_back(m_result->edge(bin + 1));
            data.columns[2].values.push_back(static_cast<double>(m_result->counts[bin]));
        }
    }
    return data;
}

QJsonObject HistogramView::saveState() const
{
    return {{kBinsKey, static_cast<qint64>(m_bins)},
            {kValuesKey, m_valueChoices.toJson()},
            {kCountsKey, m_countChoices.toJson()}};
}

void HistogramView::restoreState(const QJsonObject& state)
{
    const auto bins = static_cast<std::size_t>(std::max(0, state[kBinsKey].toInt()));
    m_valueChoices = AxisChoices::fromJson(state[kValuesKey].toObject());
    m_countChoices = AxisChoices::fromJson(state[kCountsKey].toObject());
    if (const FieldPtr& field = context().field) {
        m_values->setSettings(m_valueChoices.of(toText(field->name)));
        m_counts->setSettings(m_countChoices.of(toText(field->name)));
    }
    setBins(std::ranges::find(kBins, bins) == std::end(kBins) ? HistogramQuery{}.bins : bins);
    refresh();
}

} // namespace h5pulse::viewer
