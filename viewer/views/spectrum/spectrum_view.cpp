// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/spectrum/spectrum_view.h"

#include "core/format.h"
#include "plot/placeholder.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "views/spectrum/spectrum_units.h"

#include <QActionGroup>
#include <QMenu>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kLeastHeight = 140; // below it axes and labels leave nothing to a plot
constexpr qsizetype kDotsUpTo = 48;
constexpr qsizetype kThickUpTo = 20'000; // wide pens are slow, and nothing is gained where curves are dense
constexpr double kDecades = 16.0;        // below the peak: what is lower is rounding
constexpr double kLargestExponent = 307.0;
constexpr double kEnoughDecades = 1.5; // for labels at powers of ten alone
constexpr double kNearEdge = 0.15;     // where a label in the middle would leave the plot
constexpr int kPeakDigits = 4;

const auto kOf = QStringLiteral("of");
const auto kProfile = QStringLiteral("profile");
const auto kTrace = QStringLiteral("trace");
const auto kField = QStringLiteral("field");
const auto kComponent = QStringLiteral("component");
const auto kImaginary = QStringLiteral("imaginary");
const auto kDensity = QStringLiteral("density");
const auto kHannOfProfile = QStringLiteral("hannOfProfile");
const auto kHannOfTrace = QStringLiteral("hannOfTrace");
const auto kRemoveMean = QStringLiteral("removeMean");
const auto kLogValues = QStringLiteral("logValues");
const auto kLogFrequencies = QStringLiteral("logFrequencies");

std::optional<TraceId> traceFrom(const QJsonObject& state)
{
    const qint64 component = state[kComponent].toInteger(-1);
    if (!state[kField].isString() || component < 0) {
        return std::nullopt;
    }
    return TraceId{state[kField].toString(), static_cast<std::uint64_t>(component),
                   state[kImaginary].toBool() ? TracePart::Imaginary : TracePart::Real};
}

double power(double exponent)
{
    return std::pow(10.0, std::clamp(exponent, -kLargestExponent, kLargestExponent));
}

} // namespace

SpectrumView::SpectrumView(QWidget* parent)
    : View(parent)
    , m_plot(new PlotWidget(this))
    , m_placeholder(new Placeholder(this))
    , m_curve(m_plot->addGraph())
    , m_peak(m_plot->addGraph())
    , m_peakLabel(new QCPItemText(m_plot))
    , m_marker(m_plot->addLine(m_plot->axisRect()))
{
    addBody(m_placeholder);
    addBody(m_plot);
    m_placeholder->hide();
    m_peak->setLineStyle(QCPGraph::lsNone);
    m_peakLabel->setSelectable(false);
    m_peakLabel->setPadding(QMargins(4, 0, 4, 5));
    m_peakLabel->setVisible(false);
    setMinimumHeight(kLeastHeight);
    makeActions();
    showChoice();
    applyTheme(lightTheme());
    connect(m_plot, &PlotWidget::hoverChanged, this, &SpectrumView::updateReadout);
    connect(m_plot, &PlotWidget::resetWanted, this, &SpectrumView::resetZoom);
    connect(m_plot, &PlotWidget::beforeReplot, this, [this] {
        for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
            chooseTicks(axis);
        }
        placePeak();
    });
}

QAction* SpectrumView::addChoice(const QString& text, const QString& tip, auto&& choose, QActionGroup* group)
{
    auto* action = new QAction(text, this);
    action->setToolTip(tip);
    action->setStatusTip(tip);
    action->setCheckable(true);
    action->setActionGroup(group);
    connect(action, &QAction::triggered, this,
            [this, choose](bool checked) { change([&] { choose(m_choice, checked); }); });
    addAction(action);
    return action;
}

void SpectrumView::addSeparator()
{
    auto* separator = new QAction(this);
    separator->setSeparator(true);
    addAction(separator);
}

void SpectrumView::makeActions()
{
    auto* ofGroup = new QActionGroup(this);
    m_ofProfile = addChoice(
        tr("Of the &profile"), tr("The field at the step that is looked at, over wave numbers"),
        [](Choice& choice, bool) { choice.of = Of::Profile; }, ofGroup);
    m_ofTrace = addChoice(
        tr("Of a &trace"), tr("A scalar or a component over time, over frequencies"),
        [](Choice& choice, bool) { choice.of = Of::Trace; }, ofGroup);
    m_traceMenu = new QMenu(tr("T&race"), this);
    connect(m_traceMenu, &QMenu::aboutToShow, this, &SpectrumView::listTraces);
    addAction(m_traceMenu->menuAction());
    addSeparator();
    auto* quantityGroup = new QActionGroup(this);
    m_amplitude = addChoice(
        tr("&Amplitude"), tr("A sine of amplitude A gives a peak of A"),
        [](Choice& choice, bool) { choice.quantity = SpectrumQuantity::Amplitude; }, quantityGroup);
    m_density = addChoice(
        tr("Power spectral &density"), tr("Its integral over all frequencies is the variance"),
        [](Choice& choice, bool) { choice.quantity = SpectrumQuantity::PowerDensity; }, quantityGroup);
    addSeparator();
    m_hann =
        addChoice(tr("&Hann window"), tr("For what does not repeat itself after its end, as most traces"),
                  [this](Choice& choice, bool on) {
                      (of() == Of::Profile ? choice.hannOfProfile : choice.hannOfTrace) = on;
                  });
    m_removeMean = addChoice(tr("Remove the &mean"), tr("Subtract the mean before all else"),
                             [](Choice& choice, bool on) { choice.removeMean = on; });
    addSeparator();
    m_logValues = addChoice(tr("Logarithmic &values"), tr("Powers of ten at the same distance"),
                            [](Choice& choice, bool on) { choice.logValues = on; });
    m_logFrequencies = addChoice(tr("Logarithmic &frequencies"),
                                 tr("Powers of ten at the same distance; of real values only"),
                                 [](Choice& choice, bool on) { choice.logFrequencies = on; });
}

/// What the user does.
void SpectrumView::change(auto&& work)
{
    work();
    showChoice();
    m_plot->releaseAxes();
    draw();
    updateRange(true);
    ask();
    emit stateChanged();
}

void SpectrumView::showChoice()
{
    const bool profile = of() == Of::Profile;
    m_ofProfile->setChecked(profile);
    m_ofTrace->setChecked(!profile);
    m_traceMenu->menuAction()->setEnabled(!m_traces.empty());
    m_amplitude->setChecked(m_choice.quantity == SpectrumQuantity::Amplitude);
    m_density->setChecked(m_choice.quantity == SpectrumQuantity::PowerDensity);
    m_hann->setChecked(profile ? m_choice.hannOfProfile : m_choice.hannOfTrace);
    m_removeMean->setChecked(m_choice.removeMean);
    m_logValues->setChecked(m_choice.logValues);
    m_logFrequencies->setChecked(m_choice.logFrequencies);
    m_plot->setToolTip(
        tr("%1. Wheel, drag: zoom and pan. Double click: all.")
            .arg((m_choice.quantity == SpectrumQuantity::Amplitude ? m_amplitude : m_density)->toolTip()));
}

void SpectrumView::listTraces()
{
    m_traceMenu->clear();
    auto* group = new QActionGroup(m_traceMenu);
    for (const TracePtr& candidate : m_traces) {
        QAction* action = m_traceMenu->addAction(candidate->label, this, [this, id = candidate->id] {
            change([&] {
                m_choice.of = Of::Trace;
                m_choice.trace = id;
            });
        });
        action->setCheckable(true);
        action->setChecked(of() == Of::Trace && trace() == candidate->id);
        group->addAction(action);
    }
}

SpectrumView::Of SpectrumView::of() const
{
    return m_choice.of.value_or(m_field && shows(*m_field) ? Of::Profile : Of::Trace);
}

std::optional<TraceId> SpectrumView::trace() const
{
    const auto isThere = [this](const TraceId& id) {
        return std::ranges::any_of(m_traces, [&](const TracePtr& candidate) { return candidate->id == id; });
    };
    if (m_choice.trace && isThere(*m_choice.trace)) {
        return m_choice.trace;
    }
    return m_traces.empty() ? std::nullopt : std::optional(m_traces.front()->id);
}

void SpectrumView::ask()
{
    SpectrumWanted wanted;
    wanted.options = {m_choice.quantity, SpectrumWindow::None, m_choice.removeMean};
    const bool profile = of() == Of::Profile;
    if (profile ? m_choice.hannOfProfile : m_choice.hannOfTrace) {
        wanted.options.window = SpectrumWindow::Hann;
    }
    QString missing;
    if (!m_field) {
        // There is no run yet: nothing is to be said.
    } else if (profile && shows(*m_field)) {
        wanted.profile = m_field->name;
    } else if (profile) {
        missing =
            tr("'%1' is no profile. Of a trace there can be a spectrum: see the menu.").arg(m_field->name);
    } else if (const std::optional<TraceId> id = trace()) {
        wanted.trace = *id;
        wanted.range = m_range;
    } else {
        missing = tr("There is no trace. Check a scalar in the list of fields, or click in a profile.");
    }
    const bool nothing = !missing.isEmpty() || !m_field;
    const QueryPtr before = query();
    setQuery(nothing ? nullptr : std::make_shared<SpectrumQuery>(std::move(wanted)));
    if (nothing) {
        m_latest.reset();
        showPlaceholder(missing);
    } else if (query() != before) {
        showPlaceholder(QString()); // it was about another one
    }
}

void SpectrumView::showPlaceholder(const QString& sentence)
{
    m_placeholder->setText(sentence);
    m_placeholder->setVisible(!sentence.isEmpty());
    m_plot->setVisible(sentence.isEmpty());
    if (!sentence.isEmpty()) {
        m_result.reset();
        draw();
        showTitle();
    }
}

QString SpectrumView::placeholder() const
{
    return m_placeholder->isVisibleTo(this) ? m_placeholder->text() : QString();
}

void SpectrumView::showSubject(const RunDescriptionPtr& run, const FieldPtr& field, std::size_t)
{
    m_run = run;
    m_field = field;
    showChoice();
    ask();
}

void SpectrumView::showTraces(const TraceSetPtr& traces)
{
    m_traces = traces ? traces->traces : std::vector<TracePtr>{};
    showChoice();
    ask();
}

void SpectrumView::showTimeRange(const std::optional<TraceWindow>& range)
{
    m_range = range;
    ask();
}

void SpectrumView::showResult(const QueryResultPtr& result)
{
    m_latest = result;
    if (!result) {
        m_result.reset();
        showPlaceholder(query() ? QString() : m_placeholder->text());
    } else if (!result->problem.isEmpty()) {
        showPlaceholder(result->problem);
        return;
    }
    const auto spectrum = std::dynamic_pointer_cast<const SpectrumResult>(result);
    if (spectrum && spectrum->complete) {
        const std::shared_ptr<const SpectrumResult> old = std::exchange(m_result, spectrum);
        const bool otherOptions = !old || old->wanted.options != m_result->wanted.options;
        const bool otherSubject = !old || old->run != m_result->run ||
                                  old->wanted.profile != m_result->wanted.profile ||
                                  old->wanted.trace != m_result->wanted.trace;
        if (otherSubject) {
            m_plot->releaseAxes();
        }
        showPlaceholder(QString());
        updateRange(otherOptions || otherSubject);
    }
    draw();
    showTitle();
}

bool SpectrumView::isComplete() const
{
    if (!query()) {
        return true;
    }
    const auto* spectrum = dynamic_cast<const SpectrumResult*>(m_latest.get());
    const auto& wanted = static_cast<const SpectrumQuery&>(*query()).wanted();
    return m_latest && m_latest->complete && (!spectrum || spectrum->wanted == wanted);
}

void SpectrumView::showTitle()
{
    const auto* latest = dynamic_cast<const SpectrumResult*>(m_latest.get());
    QStringList parts;
    if (m_result) {
        parts << tr("Spectrum of %1").arg(m_result->labels.title) << m_result->labels.notes;
        if (m_result->spectrum.nonFinite > 0) {
            parts << tr("%1 values not finite, taken as the mean")
                         .arg(formatCount(m_result->spectrum.nonFinite));
        }
    }
    if (latest && !latest->complete) {
        // Rounded down: it is not done before it is done.
        parts << tr("reading %1 %").arg(static_cast<int>(latest->progress * 100.0));
    }
    header().setTitle(parts.join(QStringLiteral("   ")));
}

bool SpectrumView::isLogarithmicKey() const
{
    const bool twoSided = m_result && m_result->spectrum.frequencies.front() < 0.0;
    return m_choice.logFrequencies && !twoSided;
}

/// Where the mean was removed nothing is left at 0 but rounding and what the window brings there.
bool SpectrumView::isHidden(double frequency) const
{
    return isLogarithmicKey() ? frequency <= 0.0 : frequency == 0.0 && m_result->wanted.options.removeMean;
}

void SpectrumView::draw()
{
    QVector<QCPGraphData> points;
    if (m_result) {
        const Spectrum& spectrum = m_result->spectrum;
        points.resize(static_cast<qsizetype>(spectrum.values.size()));
        for (std::size_t i = 0; i < spectrum.values.size(); ++i) {
            const double frequency = spectrum.frequencies[i];
            points[static_cast<qsizetype>(i)] = {frequency,
                                                 isHidden(frequency) ? qQNaN() : spectrum.values[i]};
        }
    }
    const bool dots = points.size() <= kDotsUpTo;
    const bool thick = points.size() <= kThickUpTo;
    m_curve->setScatterStyle(dots ? QCPScatterStyle(QCPScatterStyle::ssDisc, 5) : QCPScatterStyle::ssNone);
    m_curve->setPen(QPen(m_plot->theme().curve(0), thick ? 1.6 : 1.0));
    m_curve->data()->set(points, true);
    drawPeak();
    updateLabels();
    fitAxes();
    m_plot->scheduleReplot();
    updateReadout();
}

void SpectrumView::drawPeak()
{
    m_peak->data()->clear();
    m_peakLabel->setVisible(false);
    if (!m_result) {
        return;
    }
    const Spectrum& spectrum = m_result->spectrum;
    std::optional<std::size_t> peak;
    for (std::size_t i = 0; i < spectrum.values.size(); ++i) {
        if (spectrum.frequencies[i] != 0.0 && spectrum.values[i] > (peak ? spectrum.values[*peak] : 0.0)) {
            peak = i;
        }
    }
    if (peak) {
        const double frequency = spectrum.frequencies[*peak];
        m_peak->addData(frequency, spectrum.values[*peak]);
        m_peakLabel->setText(formatNumber(frequency, kPeakDigits) + unitSuffix(keyUnits()));
        m_peakLabel->position->setCoords(frequency, spectrum.values[*peak]);
        m_peakLabel->setVisible(true);
    }
}

void SpectrumView::placePeak()
{
    const QCPRange& range = m_plot->xAxis->range();
    const double pixel = m_plot->xAxis->coordToPixel(m_peakLabel->position->key());
    const double first = m_plot->xAxis->coordToPixel(range.lower);
    const double place = (pixel - first) / (m_plot->xAxis->coordToPixel(range.upper) - first);
    const Qt::Alignment side = place < kNearEdge         ? Qt::AlignLeft
                               : place > 1.0 - kNearEdge ? Qt::AlignRight
                                                         : Qt::AlignHCenter;
    m_peakLabel->setPositionAlignment(side | Qt::AlignBottom);
    m_peakLabel->setTextAlignment(side);
}

/// @param anew  the range is that of the values, whatever it was before
void SpectrumView::updateRange(bool anew)
{
    if (anew) {
        m_valueRange.reset();
    }
    if (!m_result) {
        return;
    }
    const Spectrum& spectrum = m_result->spectrum;
    double high = 0.0;
    for (std::size_t i = 0; i < spectrum.values.size(); ++i) {
        high = isHidden(spectrum.frequencies[i]) ? high : std::max(high, spectrum.values[i]);
    }
    if (!m_choice.logValues) {
        m_valueRange.include(0.0, high);
    } else if (high > 0.0) {
        const double floor = std::log10(high) - kDecades;
        double low = std::log10(high);
        for (std::size_t i = 0; i < spectrum.values.size(); ++i) {
            if (spectrum.values[i] > 0.0 && !isHidden(spectrum.frequencies[i])) {
                low = std::min(low, std::max(floor, std::log10(spectrum.values[i])));
            }
        }
        m_valueRange.include(low, std::log10(high));
    }
    fitAxes();
}

void SpectrumView::fitAxes()
{
    if (!m_result || m_result->spectrum.frequencies.size() < 2) {
        return;
    }
    const std::vector<double>& frequencies = m_result->spectrum.frequencies;
    m_plot->xAxis->setScaleType(isLogarithmicKey() ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_plot->yAxis->setScaleType(m_choice.logValues ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_plot->fit(m_plot->xAxis, isLogarithmicKey() ? frequencies[1] : frequencies.front(), frequencies.back());
    if (m_valueRange.valid() && m_choice.logValues) {
        m_plot->fit(m_plot->yAxis, power(m_valueRange.lower()), power(m_valueRange.upper()));
    } else if (m_valueRange.valid()) {
        m_plot->fit(m_plot->yAxis, std::max(0.0, m_valueRange.lower()), m_valueRange.upper());
    }
}

void SpectrumView::chooseTicks(QCPAxis* axis)
{
    const QCPRange& range = axis->range();
    const bool powers =
        axis->scaleType() == QCPAxis::stLogarithmic && std::log10(range.upper / range.lower) > kEnoughDecades;
    const bool hasPowers = !axis->ticker().dynamicCast<QCPAxisTickerLog>().isNull();
    if (powers != hasPowers) {
        axis->setTicker(powers ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog)
                               : QSharedPointer<QCPAxisTicker>::create());
    }
    axis->setNumberFormat(powers ? QStringLiteral("eb") : QStringLiteral("gb"));
    axis->setNumberPrecision(powers ? 0 : 6);
}

QString SpectrumView::keyUnits() const
{
    const SampleLabels& labels = m_result->labels;
    return labels.counted ? labels.overTime ? tr("cycles per step") : tr("cycles per point")
                          : inverseUnits(labels.keyUnits);
}

QString SpectrumView::valueUnits() const
{
    const SampleLabels& labels = m_result->labels;
    return m_result->wanted.options.quantity == SpectrumQuantity::Amplitude
               ? labels.units
               : densityUnits(labels.units, labels.keyUnits);
}

void SpectrumView::updateLabels()
{
    if (!m_result) {
        return;
    }
    const auto label = [](const QString& text, const QString& units) {
        return units.isEmpty() ? text : QStringLiteral("%1 [%2]").arg(text, units);
    };
    const bool amplitude = m_result->wanted.options.quantity == SpectrumQuantity::Amplitude;
    m_plot->xAxis->setLabel(
        label(m_result->labels.overTime ? tr("frequency") : tr("wave number"), keyUnits()));
    m_plot->yAxis->setLabel(label(amplitude ? tr("amplitude") : tr("power spectral density"), valueUnits()));
}

/// The highest value on the pixel column, or the nearest.
std::optional<std::size_t> SpectrumView::indexAt(const QPointF& position) const
{
    if (!m_result || m_result->spectrum.values.empty() || !m_plot->innerRectAt(position)) {
        return std::nullopt;
    }
    const std::vector<double>& frequencies = m_result->spectrum.frequencies;
    const std::vector<double>& values = m_result->spectrum.values;
    const auto first = std::ranges::lower_bound(frequencies, m_plot->xAxis->pixelToCoord(position.x() - 0.5));
    const auto end = std::ranges::upper_bound(frequencies, m_plot->xAxis->pixelToCoord(position.x() + 0.5));
    const auto valueOf = [&](auto it) { return values[static_cast<std::size_t>(it - frequencies.begin())]; };
    if (first < end) {
        auto best = first;
        for (auto it = first; it < end; ++it) {
            best = valueOf(it) > valueOf(best) ? it : best;
        }
        return static_cast<std::size_t>(best - frequencies.begin());
    }
    const double key = m_plot->xAxis->pixelToCoord(position.x());
    const bool before =
        first != frequencies.begin() && (first == frequencies.end() || key - *(first - 1) < *first - key);
    return static_cast<std::size_t>(first - frequencies.begin()) - (before ? 1 : 0);
}

QString SpectrumView::frequencyText(double frequency) const
{
    const SampleLabels& labels = m_result->labels;
    QString text = tr("%1 %2%3").arg(labels.overTime ? tr("frequency") : tr("wave number"),
                                     formatNumber(frequency), unitSuffix(keyUnits()));
    if (frequency != 0.0) {
        const QString units = !labels.counted   ? labels.keyUnits
                              : labels.overTime ? tr("steps")
                                                : tr("points");
        text += tr("   %1 %2%3")
                    .arg(labels.overTime ? tr("period") : tr("wavelength"),
                         formatNumber(1.0 / std::abs(frequency)), unitSuffix(units));
    }
    return text;
}

QString SpectrumView::textAt(std::size_t i) const
{
    const bool amplitude = m_result->wanted.options.quantity == SpectrumQuantity::Amplitude;
    return tr("%1   %2 %3%4")
        .arg(frequencyText(m_result->spectrum.frequencies[i]), amplitude ? tr("amplitude") : tr("density"),
             formatNumber(m_result->spectrum.values[i]), unitSuffix(valueUnits()));
}

void SpectrumView::updateReadout()
{
    const std::optional<QPointF> hover = m_plot->hoverPosition();
    const std::optional<std::size_t> i = hover ? indexAt(*hover) : std::nullopt;
    m_marker->setVisible(i.has_value());
    if (i) {
        PlotWidget::placeVertical(m_marker, m_result->spectrum.frequencies[*i]);
    }
    header().setReadout(i ? textAt(*i) : QString());
    m_plot->replotOverlay();
}

QString SpectrumView::peakText() const
{
    return m_peakLabel->visible() ? m_peakLabel->text() : QString();
}

void SpectrumView::resetZoom()
{
    m_plot->releaseAxes();
    updateRange(true);
    m_plot->scheduleReplot();
}

void SpectrumView::applyTheme(const Theme& theme)
{
    View::applyTheme(theme);
    m_plot->applyTheme(theme);
    m_marker->setPen(QPen(theme.muted, 1, Qt::DotLine));
    m_peak->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, theme.selection, theme.surface, 7));
    m_peakLabel->setColor(theme.text);
    m_peakLabel->setFont(font());
    draw();
}

void SpectrumView::drawNow()
{
    m_plot->replot(QCustomPlot::rpQueuedRefresh);
}

ViewData SpectrumView::data() const
{
    ViewData data;
    if (m_result) {
        data.title = header().title();
        data.columns = {{m_plot->xAxis->label(), m_result->spectrum.frequencies},
                        {m_plot->yAxis->label(), m_result->spectrum.values}};
    }
    return data;
}

QJsonObject SpectrumView::saveState() const
{
    QJsonObject state{{kDensity, m_choice.quantity == SpectrumQuantity::PowerDensity},
                      {kHannOfProfile, m_choice.hannOfProfile},
                      {kHannOfTrace, m_choice.hannOfTrace},
                      {kRemoveMean, m_choice.removeMean},
                      {kLogValues, m_choice.logValues},
                      {kLogFrequencies, m_choice.logFrequencies}};
    if (m_choice.of) {
        state[kOf] = m_choice.of == Of::Profile ? kProfile : kTrace;
    }
    if (m_choice.trace) {
        state[kTrace] = QJsonObject{{kField, m_choice.trace->field},
                                    {kComponent, static_cast<qint64>(m_choice.trace->component)},
                                    {kImaginary, m_choice.trace->part == TracePart::Imaginary}};
    }
    return state;
}

void SpectrumView::restoreState(const QJsonObject& state)
{
    Choice choice;
    const QString subject = state[kOf].toString();
    if (subject == kProfile || subject == kTrace) {
        choice.of = subject == kProfile ? Of::Profile : Of::Trace;
    }
    choice.trace = traceFrom(state[kTrace].toObject());
    choice.quantity = state[kDensity].toBool() ? SpectrumQuantity::PowerDensity : SpectrumQuantity::Amplitude;
    choice.hannOfProfile = state[kHannOfProfile].toBool(choice.hannOfProfile);
    choice.hannOfTrace = state[kHannOfTrace].toBool(choice.hannOfTrace);
    choice.removeMean = state[kRemoveMean].toBool(choice.removeMean);
    choice.logValues = state[kLogValues].toBool(choice.logValues);
    choice.logFrequencies = state[kLogFrequencies].toBool(choice.logFrequencies);
    m_choice = choice;
    showChoice();
    updateRange(true);
    draw();
    ask();
}

} // namespace h5pulse::viewer
