// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/trace.h>

class QCPGraph;
class QCPItemText;

namespace h5pulse::viewer {

class AxisControl;

/// One trace and its lines in a plot. The plot owns the lines and the label.
struct TraceCurve
{
    TraceId id;
    TracePtr trace{}; ///< null: not drawn yet
    QCPGraph* graph = nullptr;
    QCPGraph* lower = nullptr; ///< lower edge of the band; null until a band is drawn
    QCPItemText* label = nullptr;
    TracePtr otherTrace{};     ///< the same trace of the compared run; null: none
    QCPGraph* other = nullptr; ///< line of otherTrace; null until it is drawn

    /// Gives the trace's points to the plot: as a line, or as a band if the trace is coarse.
    void draw(TraceWindow::Axis axis, const AxisControl& keys, const AxisControl& values);
    /// Gives the points of otherTrace to the plot, as a dashed line.
    void drawOther(TraceWindow::Axis axis, const AxisControl& keys, const AxisControl& values);
    /// The label: name, units and remarks.
    /// @param logarithmic  values ≤ 0 are not shown, and the label says so
    QString text(bool logarithmic) const;
};

} // namespace h5pulse::viewer
