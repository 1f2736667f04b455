// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/spectrum.h>

class QCPGraph;
class QCPItemText;
class QFont;

namespace h5pulse::viewer {

class AxisControl;
class PlotWidget;

/// Draws a spectrum as a curve, with a ring and the frequency at its peak. The value at frequency 0 is not a
/// peak.
class SpectrumCurve
{
public:
    SpectrumCurve(PlotWidget& plot, AxisControl& frequencies, AxisControl& values);

    /// Gives the axes the extent and the labels of a result.
    void measure(const SpectrumResult& result);
    /// Draws a result. Null: removes the curve.
    void draw(const SpectrumResult* result);
    /// Aligns the peak's label so that it stays inside of the plot. To be called before each replot.
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

/// Index of the point nearest to a frequency.
/// @pre The spectrum has points.
std::size_t nearestIn(const Spectrum& spectrum, double frequency);

/// Index of the highest point from one frequency to another. If there is none, the point nearest to their
/// mean.
/// @pre The spectrum has points.
std::size_t highestIn(const Spectrum& spectrum, double first, double last);

} // namespace h5pulse::viewer
