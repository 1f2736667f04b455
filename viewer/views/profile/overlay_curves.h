// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"
#include "views/profile/profile_picture.h"

#include <QList>

class QCPGraph;

namespace h5pulse::viewer {

class AxisControl;
class PlotWidget;

/// The curves of a profile beside the one at the cursor, drawn behind it, with their lines in the legend.
class OverlayCurves
{
public:
    explicit OverlayCurves(PlotWidget& plot);

    void show(const std::vector<ProfileCurve>& curves);
    /// Where the axes have their values now.
    void draw(const AxisControl& coordinates, const AxisControl& values);
    void applyTheme(const Theme& theme);
    /// Of the pinned step that is the n-th in the user's choice.
    QColor pinColor(std::size_t n) const;

    bool isEmpty() const { return m_curves.empty(); }
    const std::vector<ProfileCurve>& curves() const { return m_curves; }
    /// All values, and all coordinates, for the ranges of axes.
    DataRanges values() const;
    DataRanges coordinates() const;

    /// Of a curve, for tests; of its imaginary part.
    QCPGraph* graph(std::size_t curve, bool imaginary = false) const;

private:
    void style(std::size_t curve);

    PlotWidget& m_plot;
    const Theme* m_theme;
    std::vector<ProfileCurve> m_curves;
    QList<QCPGraph*> m_graphs; // two for each curve: real and imaginary part
};

} // namespace h5pulse::viewer
