// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QCPGraph;
class QCPItemText;
class QFont;

namespace h5pulse::viewer {

class AxisControl;
class PlotWidget;
struct SpectrumResult;

/// The highest value of a spectrum beside its mean: a ring around it, with its frequency.
class SpectrumPeak
{
public:
    explicit SpectrumPeak(PlotWidget& plot);

    /// Null: there is none.
    void draw(const SpectrumResult* result, const AxisControl& frequencies, const AxisControl& values);
    /// Keeps the text inside of the plot, whose axes may have moved.
    void place();
    void applyTheme(const QFont& font);
    /// Empty: there is no peak.
    QString text() const;

private:
    PlotWidget& m_plot;
    QCPGraph* m_ring;
    QCPItemText* m_label;
};

} // namespace h5pulse::viewer
