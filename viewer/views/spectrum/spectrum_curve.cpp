// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/spectrum/spectrum_curve.h"

#include "plot/axis_control.h"
#include "plot/plot_widget.h"
#include "views/spectrum/spectrum_texts.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr qsizetype kDotsUpTo = 48;
constexpr qsizetype kThickUpTo = 20'000; // wide pens are slow, and nothing is gained where curves are dense
constexpr double kFloor = 1e-16;         // of the peak: what is lower is rounding

} // namespace

SpectrumCurve::SpectrumCurve(PlotWidget& plot, AxisControl& frequencies, AxisControl& values)
    : m_plot(plot)
    , m_frequencies(frequencies)
    , m_values(values)
    , m_graph(plot.addGraph())
{
}

/// Where the mean was removed nothing is left at 0 but rounding and what the window brings there.
bool SpectrumCurve::isHidden(const SpectrumResult& result, double frequency) const
{
    return (frequency == 0.0 && result.wanted.options.removeMean) ||
           !std::isfinite(m_frequencies.toPlot(frequency));
}

void SpectrumCurve::measure(const SpectrumResult& result)
{
    const Spectrum& spectrum = result.spectrum;
    std::vector<double> frequencies = spectrum.frequencies;
    if (result.wanted.options.removeMean) {
        std::erase(frequencies, 0.0); // is not there to be passed over
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
