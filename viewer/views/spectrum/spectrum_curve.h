// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/spectrum.h>

class QCPGraph;
class QCPItemText;
class QFont;

namespace h5pulse::viewer {

class AxisControl;
class PlotWidget;

/// A spectrum as a curve in a plot, with a ring around its peak, the highest value beside the mean, and the
/// peak's frequency.
class SpectrumCurve
{
public:
    SpectrumCurve(PlotWidget& plot, AxisControl& frequencies, AxisControl& values);

    /// Tells the axes what is going to be drawn.
    void measure(const SpectrumResult& result);
    /// Null: nothing.
    void draw(const SpectrumResult* result);
    /// Keeps the peak's text inside of the plot, whose axes may have moved.
    void placePeak();
    void applyTheme(const QFont& font);
    /// Empty: there is no peak.
    QString peakText() const;

private:
    void drawPeak(const Spectrum& spectrum, const QString& units);
    bool isHidden(const SpectrumResult& result, double frequency) const;

    PlotWidget& m_plot;
    AxisControl& m_frequencies;
    AxisControl& m_values;
    QCPGraph* m_graph;
    QCPGraph* m_ring;
    QCPItemText* m_label;
};

/// The point at a frequency, or the nearest one. Of a spectrum that has points.
std::size_t nearestIn(const Spectrum& spectrum, double frequency);

/// The highest point of a stretch, or the one nearest to its middle. Of a spectrum that has points.
std::size_t highestIn(const Spectrum& spectrum, double first, double last);

} // namespace h5pulse::viewer
