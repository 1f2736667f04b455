// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/spectrum/spectrum_peak.h"

#include "core/format.h"
#include "plot/axis_control.h"
#include "plot/plot_widget.h"
#include "views/spectrum/spectrum_texts.h"

#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr double kNearEdge = 0.15; // where a label in the middle would leave the plot
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

SpectrumPeak::SpectrumPeak(PlotWidget& plot)
    : m_plot(plot)
    , m_ring(plot.addGraph())
    , m_label(new QCPItemText(&plot))
{
    m_ring->setLineStyle(QCPGraph::lsNone);
    m_label->setSelectable(false);
    m_label->setPadding(QMargins(4, 0, 4, 5));
    m_label->setVisible(false);
}

void SpectrumPeak::draw(const SpectrumResult* result, const AxisControl& frequencies,
                        const AxisControl& values)
{
    m_ring->data()->clear();
    m_label->setVisible(false);
    const auto peak = result ? peakOf(result->spectrum, frequencies) : std::nullopt;
    if (!peak) {
        return;
    }
    const double frequency = result->spectrum.frequencies[*peak];
    const double key = frequencies.toPlot(frequency);
    const double value = values.toPlot(result->spectrum.values[*peak]);
    m_ring->addData(key, value);
    m_label->setText(formatNumber(frequency, kDigits) + unitSuffix(keyUnitsOf(*result)));
    m_label->position->setCoords(key, value);
    m_label->setVisible(true);
}

void SpectrumPeak::place()
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

void SpectrumPeak::applyTheme(const QFont& font)
{
    const Theme& theme = m_plot.theme();
    m_ring->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, theme.selection, theme.surface, kRing));
    m_label->setColor(theme.text);
    m_label->setFont(font);
}

QString SpectrumPeak::text() const
{
    return m_label->visible() ? m_label->text() : QString();
}

} // namespace h5pulse::viewer
