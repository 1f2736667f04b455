// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/spectrum/spectrum_curve.h"

#include "core/format.h"
#include "core/labels.h"
#include "plot/axis_control.h"
#include "plot/plot_widget.h"
#include "views/spectrum/spectrum_texts.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr qsizetype kDotsUpTo = 48;
constexpr qsizetype kThickUpTo = 20'000; // longer spectra have thin lines, because wide pens are slow
constexpr double kFloor = 1e-16;         // relative to the peak; lower values are rounding errors
constexpr double kNearEdge = 0.15;       // share of the width in which a centred label would leave the plot
constexpr int kDigits = 4;
constexpr double kRing = 7.0;

std::optional<std::size_t> peakOf(const Spectrum& spectrum, const AxisControl& frequencies)
{
    std::optional<std::size_t> peak;
    for (std::size_t i = 0; i < spectrum.values.size(); ++i) {
        const double frequency = spectrum.frequencies[i];
        if (frequency != 0.0 && std::isfinite(frequencies.toPlot(frequency)) &&
            spectrum.values[i] > (peak ? spectrum.values[*peak] : 0.0)) {
            peak = i;
        }
    }
    return peak;
}

} // namespace

SpectrumCurve::SpectrumCurve(PlotWidget& plot, AxisControl& frequencies, AxisControl& values)
    : m_plot(plot)
    , m_frequencies(frequencies)
    , m_values(values)
    , m_graph(plot.addGraph())
    , m_ring(plot.addGraph())
    , m_label(new QCPItemText(&plot))
{
    m_ring->setLineStyle(QCPGraph::lsNone);
    m_label->setSelectable(false);
    m_label->setPadding(QMargins(4, 0, 4, 5));
    m_label->setVisible(false);
}

/// Whether the curve leaves out a frequency. If the mean was removed, the value at 0 has no meaning: it comes
/// from rounding and from the window.
bool SpectrumCurve::isHidden(const SpectrumResult& result, double frequency) const
{
    return (frequency == 0.0 && result.query.options.removeMean) ||
           !std::isfinite(m_frequencies.toPlot(frequency));
}

void SpectrumCurve::measure(const SpectrumResult& result)
{
    const Spectrum& spectrum = result.spectrum;
    std::vector<double> frequencies = spectrum.frequencies;
    if (result.query.options.removeMean) {
        std::erase(frequencies, 0.0); // so that the title does not count it as a value that is not shown
    }
    DataExtent places = m_frequencies.measure({frequencies});
    places.low = std::fmin(places.low, spectrum.frequencies.empty() ? qQNaN() : spectrum.frequencies.front());
    m_frequencies.describe(keyLabelOf(result), keyUnitsOf(result));
    m_frequencies.show(places);
    std::vector<double> values;
    for (std::size_t i = 0; i < spectrum.values.size(); ++i) {
        if (!isHidden(result, spectrum.frequencies[i])) {
            values.push_back(spectrum.values[i]);
        }
    }
    DataExtent extent = m_values.measure({values});
    extent.low = std::fmin(0.0, extent.low);
    extent.lowestPositive = std::fmax(extent.lowestPositive, kFloor * extent.high);
    m_values.describe(valueLabelOf(result), valueUnitsOf(result));
    m_values.show(extent);
}

void SpectrumCurve::draw(const SpectrumResult* result)
{
    QVector<QCPGraphData> points;
    const std::size_t count = result ? result->spectrum.values.size() : 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double frequency = result->spectrum.frequencies[i];
        const double key = m_frequencies.toPlot(frequency);
        const double value = m_values.toPlot(result->spectrum.values[i]);
        if (std::isfinite(key)) {
            points.append({key, isHidden(*result, frequency) ? qQNaN() : value});
        }
    }
    const bool dots = points.size() <= kDotsUpTo;
    const bool thick = points.size() <= kThickUpTo;
    m_graph->setScatterStyle(dots ? QCPScatterStyle(QCPScatterStyle::ssDisc, 5) : QCPScatterStyle::ssNone);
    m_graph->setPen(PlotWidget::curvePen(m_plot.theme().curve(0), thick ? 1.6 : 1.0));
    m_graph->data()->set(points, true);
    m_ring->data()->clear();
    m_label->setVisible(false);
    if (result) {
        drawPeak(result->spectrum, keyUnitsOf(*result));
    }
}

void SpectrumCurve::drawPeak(const Spectrum& spectrum, const QString& units)
{
    const std::optional<std::size_t> peak = peakOf(spectrum, m_frequencies);
    if (!peak) {
        return;
    }
    const double frequency = spectrum.frequencies[*peak];
    const double key = m_frequencies.toPlot(frequency);
    const double value = m_values.toPlot(spectrum.values[*peak]);
    m_ring->addData(key, value);
    m_label->setText(formatNumber(frequency, kDigits) + unitSuffix(units));
    m_label->position->setCoords(key, value);
    m_label->setVisible(true);
}

void SpectrumCurve::placePeak()
{
    const QCPRange& range = m_plot.xAxis->range();
    const double pixel = m_plot.xAxis->coordToPixel(m_label->position->key());
    const double first = m_plot.xAxis->coordToPixel(range.lower);
    const double place = (pixel - first) / (m_plot.xAxis->coordToPixel(range.upper) - first);
    const Qt::Alignment side = place < kNearEdge         ? Qt::AlignLeft
                               : place > 1.0 - kNearEdge ? Qt::AlignRight
                                                         : Qt::AlignHCenter;
    m_label->setPositionAlignment(side | Qt::AlignBottom);
    m_label->setTextAlignment(side);
}

void SpectrumCurve::applyTheme(const QFont& font)
{
    const Theme& theme = m_plot.theme();
    m_ring->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, theme.selection, theme.surface, kRing));
    m_label->setColor(theme.text);
    m_label->setFont(font);
}

QString SpectrumCurve::peakText() const
{
    return m_label->visible() ? m_label->text() : QString();
}

std::size_t nearestIn(const Spectrum& spectrum, double frequency)
{
    const std::vector<double>& all = spectrum.frequencies;
    const auto above = std::ranges::lower_bound(all, frequency);
    const bool before =
        above != all.begin() && (above == all.end() || frequency - *(above - 1) < *above - frequency);
    return static_cast<std::size_t>(above - all.begin()) - (before ? 1 : 0);
}

std::size_t highestIn(const Spectrum& spectrum, double first, double last)
{
    const auto begin = std::ranges::lower_bound(spectrum.frequencies, first);
    const auto end = std::ranges::upper_bound(spectrum.frequencies, last);
    if (begin >= end) {
        return nearestIn(spectrum, 0.5 * (first + last));
    }
    const auto values = spectrum.values.begin();
    const auto highest = std::max_element(values + (begin - spectrum.frequencies.begin()),
                                          values + (end - spectrum.frequencies.begin()));
    return static_cast<std::size_t>(highest - values);
}

} // namespace h5pulse::viewer
