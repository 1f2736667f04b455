// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"
#include "views/profile/profile_picture.h"

#include <QList>

class QCPGraph;

namespace h5pulse::viewer {

class AxisControl;
class PlotWidget;

/// The overlay curves of a profile and their legend entries. They lie behind the curve of the cursor's step.
class OverlayCurves
{
public:
    explicit OverlayCurves(PlotWidget& plot);

    void show(const std::vector<ProfileCurve>& curves);
    /// Draws the curves in the coordinates of the plot that the axes give.
    void draw(const AxisControl& coordinates, const AxisControl& values);
    void applyTheme(const Theme& theme);
    /// The colour of the n-th pinned step in the user's choice.
    QColor pinColor(std::size_t n) const;

    bool isEmpty() const { return m_curves.empty(); }
    const std::vector<ProfileCurve>& curves() const { return m_curves; }
    /// All values and all coordinates of the curves, for the ranges of the axes.
    DataRanges values() const;
    DataRanges coordinates() const;

    /// The line of a curve's real or imaginary part, for tests.
    QCPGraph* graph(std::size_t curve, bool imaginary = false) const;

private:
    void style(std::size_t curve);

    PlotWidget& m_plot;
    const Theme* m_theme;
    std::vector<ProfileCurve> m_curves;
    QList<QCPGraph*> m_graphs; // two for each curve: real and imaginary part
};

} // namespace h5pulse::viewer
