// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/spectrum/spectrum_view.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"
#include "plot/axis_menu.h"
#include "plot/plot_actions.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "views/spectrum/spectrum_menu.h"
#include "views/spectrum/spectrum_texts.h"

#include <cmath>

namespace h5pulse::viewer {

namespace {

using Of = SpectrumChoice::Of;

constexpr int kMinHeight = 140; // axes and labels would fill a lower plot
constexpr double kValueMargin = 0.12;
constexpr AxisSettings kUsualValues{.logarithmic = true};
const auto kValues = QStringLiteral("values");
const auto kFrequencies = QStringLiteral("frequencies");

/// Key of the settings of the frequency axis.
QString subjectOf(const SpectrumQuery& wanted)
{
    return !wanted.profile.empty()
               ? toText(wanted.profile)
               : QStringLiteral("%1[%2](t)").arg(toText(wanted.trace.field)).arg(wanted.trace.component);
}

QString valuesOf(const SpectrumQuery& wanted)
{
    const bool amplitude = wanted.options.quantity == SpectrumQuantity::Amplitude;
    return QStringLiteral("%1 of %2")
        .arg(amplitude ? QStringLiteral("amplitude") : QStringLiteral("density"), subjectOf(wanted));
}

} // namespace

SpectrumView::SpectrumView(QWidget* parent)
    : PlotView(parent)
    , m_menu(new SpectrumMenu(this, plotActions()))
    , m_values(new AxisControl(plot(), AxisControl::Kind::Values, AutoScale(kValueMargin), this))
    , m_frequencies(new AxisControl(plot(), AxisControl::Kind::Positions, AutoScale(0.0), this))
    , m_valueChoices(kUsualValues)
    , m_curve(plot(), *m_frequencies, *m_values)
    , m_line(plot().addLine(plot().axisRect()))
{
    setMinimumHeight(kMinHeight);
    m_values->setNotNegative(true);
    m_values->setSettings(kUsualValues);
    m_values->setAxis(plot().yAxis);
    m_frequencies->setAxis(plot().xAxis);
    plotActions().addMenu(new AxisMenu(tr("&Value axis"), *m_values, this));
    plotActions().addMenu(new AxisMenu(tr("&Frequency axis"), *m_frequencies, this));
    applyTheme(lightTheme());
    connect(&plot(), &PlotWidget::beforeReplot, this, [this] { m_curve.placePeak(); });
    connect(m_menu, &SpectrumMenu::chosen, this, [this] {
        ask();
        emit stateChanged();
    });
    const auto onAxis = [this] {
        if (m_result) {
            m_valueChoices.set(valuesOf(m_result->query), m_values->settings());
            m_frequencyChoices.set(subjectOf(m_result->query), m_frequencies->settings());
        }
        refresh();
        emit stateChanged();
    };
    for (AxisControl* axis : {m_values, m_frequencies}) {
        connect(axis, &AxisControl::chosen, this, onAxis);
        connect(axis, &AxisControl::positionsChanged, this, [this] {
            draw();
            drawMark();
        });
    }
}

void SpectrumView::ask()
{
    plot().setToolTip(
        tr("%1. Scroll to zoom, drag to pan. Double-click to show everything. Right-click for more.")
            .arg(m_menu->tip()));
    const SpectrumChoice& choice = m_menu->choice();
    const Of of = m_menu->of();
    SpectrumQuery wanted;
    wanted.options = {choice.quantity, choice.hann(of) ? SpectrumWindow::Hann : SpectrumWindow::None,
                      choice.removeMean};
    QString missing;
    const FieldPtr& field = context().field;
    if (!field) {
        // No run is open yet, and the view stays empty.
    } else if (of == Of::Profile && shows(*field)) {
        wanted.profile = field->name;
    } else if (of == Of::Profile) {
        missing = tr("'%1' is not a profile. The menu offers spectra of traces.").arg(toText(field->name));
    } else if (const std::optional<TraceId> id = m_menu->trace()) {
        wanted.trace = *id;
        wanted.range = context().timeRange;
    } else {
        missing = tr("No trace yet. Check a scalar in the list of fields, or click in a profile.");
    }
    if (!missing.isEmpty() || !field) {
        clearQuery<SpectrumQuery>();
        m_latest.reset();
        say(missing);
    } else if (!query<SpectrumQuery>() || *query<SpectrumQuery>() != wanted) {
        setQuery(std::move(wanted));
        say(QString()); // the old sentence belongs to the old query
    }
}

void SpectrumView::say(const QString& sentence)
{
    showPlaceholder(sentence);
    if (!sentence.isEmpty()) {
        m_result.reset();
        refresh();
    }
}

void SpectrumView::showContext(const ViewContext& before)
{
    const ViewContext& now = context();
    if (now.run != before.run || now.field != before.field || now.traces.ids != before.traces.ids) {
        m_menu->offer(now.field && shows(*now.field), now.run, now.traces.ids);
        ask();
    } else if (now.timeRange != before.timeRange) {
        ask();
    }
}

void SpectrumView::showAnswer(const Answer& answer)
{
    const QueryResultPtr& result = answer.result;
    m_latest = result;
    if (!result) {
        m_result.reset();
        say(query<SpectrumQuery>() ? QString() : placeholder());
    } else if (!result->problem.empty()) {
        say(toText(result->problem));
        return;
    }
    const auto spectrum = std::dynamic_pointer_cast<const SpectrumResult>(result);
    if (spectrum && spectrum->complete) {
        take(spectrum);
    }
    refresh();
}

void SpectrumView::take(std::shared_ptr<const SpectrumResult> result)
{
    const std::shared_ptr<const SpectrumResult> old = std::exchange(m_result, std::move(result));
    showPlaceholder(QString());
    const SpectrumQuery& wanted = m_result->query;
    const bool other = !old || old->run != m_result->run || valuesOf(old->query) != valuesOf(wanted) ||
                       old->query.trace != wanted.trace;
    if (other) {
        plot().forgetZoom();
        unmark();
        m_values->restart();
        m_frequencies->restart();
        restoreAxes();
    } else if (old->query.options != wanted.options) {
        m_values->restart();
    }
}

void SpectrumView::restoreAxes()
{
    if (m_result) {
        m_values->setSettings(m_valueChoices.of(valuesOf(m_result->query)));
        m_frequencies->setSettings(m_frequencyChoices.of(subjectOf(m_result->query)));
    }
}

bool SpectrumView::isComplete() const
{
    const SpectrumQuery* asked = query<SpectrumQuery>();
    if (!asked) {
        return true;
    }
    const auto* spectrum = dynamic_cast<const SpectrumResult*>(m_latest.get());
    return m_latest && m_latest->complete && (!spectrum || spectrum->query == *asked);
}

void SpectrumView::refresh()
{
    if (m_result) {
        m_curve.measure(*m_result);
    }
    draw();
    drawMark();
    showTitle();
    updateReadout();
}

void SpectrumView::draw()
{
    m_curve.draw(m_result.get());
    plot().scheduleReplot();
}

void SpectrumView::showTitle()
{
    const auto* latest = dynamic_cast<const SpectrumResult*>(m_latest.get());
    QStringList parts;
    if (m_result) {
        parts << tr("Spectrum of %1").arg(titleOf(*m_result)) << notesOf(*m_result);
        if (m_result->spectrum.nonFinite > 0) {
            parts << tr("%1 values not finite, taken as the mean")
                         .arg(formatCount(m_result->spectrum.nonFinite));
        }
        parts.last() += m_values->omission() + m_frequencies->omission();
    }
    if (latest && !latest->complete) {
        // Rounded down, so that it stays below 100 % until reading is complete.
        parts << tr("reading %1 %").arg(static_cast<int>(latest->progress * 100.0));
    }
    header().setTitle(parts.join(QStringLiteral("   ")));
}

void SpectrumView::fitAxes()
{
    m_values->fit();
    m_frequencies->fit();
}

void SpectrumView::resetZoom()
{
    m_values->refit();
    plot().releaseAxes();
    plot().scheduleReplot();
}

/// The highest point in the pixel column, or the nearest point.
std::optional<std::size_t> SpectrumView::indexAt(const QPointF& position) const
{
    if (!m_result || m_result->spectrum.values.empty() || !plot().innerRectAt(position)) {
        return std::nullopt;
    }
    const auto frequencyAt = [&](double x) { return m_frequencies->fromPlot(plot().xAxis->pixelToCoord(x)); };
    return highestIn(m_result->spectrum, frequencyAt(position.x() - 0.5), frequencyAt(position.x() + 0.5));
}

void SpectrumView::updateReadout()
{
    const std::optional<QPointF> hover = plot().hoverPosition();
    const std::optional<std::size_t> i = hover ? indexAt(*hover) : std::nullopt;
    PlotWidget::placeVertical(m_line,
                              i ? m_frequencies->toPlot(m_result->spectrum.frequencies[*i]) : qQNaN());
    QString text = i ? textAt(*m_result, *i) : QString();
    if (i && marker().isSet()) {
        text += differenceText(*m_result, *i, nearestIn(m_result->spectrum, marker().place().x()));
    }
    header().setReadout(text);
    plot().replotOverlay();
}

std::optional<QPointF> SpectrumView::markAt(const QPointF& position) const
{
    const std::optional<std::size_t> i = indexAt(position);
    return i ? std::optional(QPointF(m_result->spectrum.frequencies[*i], 0.0)) : std::nullopt;
}

void SpectrumView::drawMark()
{
    if (marker().isSet() && m_result && !m_result->spectrum.values.empty()) {
        const std::size_t i = nearestIn(m_result->spectrum, marker().place().x());
        const double key = m_frequencies->toPlot(m_result->spectrum.frequencies[i]);
        marker().drawLine(plot().axisRect(), key);
        marker().drawDot(plot().axisRect(), key, m_values->toPlot(m_result->spectrum.values[i]));
    }
}

void SpectrumView::applyTheme(const Theme& theme)
{
    PlotView::applyTheme(theme);
    m_line->setPen(QPen(theme.muted, 1, Qt::DotLine));
    m_curve.applyTheme(font());
    draw();
}

ViewData SpectrumView::data() const
{
    ViewData data;
    if (m_result) {
        data.title = header().title();
        data.columns = {{m_frequencies->label(), m_result->spectrum.frequencies},
                        {m_values->label(), m_result->spectrum.values}};
    }
    return data;
}

QJsonObject SpectrumView::saveState() const
{
    QJsonObject state = m_menu->choice().toJson();
    state[kValues] = m_valueChoices.toJson();
    state[kFrequencies] = m_frequencyChoices.toJson();
    return state;
}

void SpectrumView::restoreState(const QJsonObject& state)
{
    m_menu->setChoice(SpectrumChoice::fromJson(state));
    m_valueChoices = AxisChoices::fromJson(state[kValues].toObject(), kUsualValues);
    m_frequencyChoices = AxisChoices::fromJson(state[kFrequencies].toObject());
    restoreAxes();
    refresh();
    ask();
}

} // namespace h5pulse::viewer
