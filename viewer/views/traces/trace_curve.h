// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/trace.h>

class QCPGraph;
class QCPItemText;

namespace h5pulse::viewer {

class AxisControl;

/// One trace in a plot, which owns what is pointed at.
struct TraceCurve
{
    TraceId id;
    TracePtr trace{}; ///< null: nothing drawn yet
    QCPGraph* graph = nullptr;
    QCPGraph* lower = nullptr; ///< the other edge, once the trace was drawn as a band; else null
    QCPItemText* label = nullptr;
    TracePtr otherTrace{};     ///< the same of another run; null: there is none
    QCPGraph* other = nullptr; ///< of that, once it was drawn; else null

    /// Takes in the trace's points: a line, or a band where they are coarse.
    void draw(TraceWindow::Axis axis, const AxisControl& keys, const AxisControl& values);
    /// Takes in those of the other run: a dashed line.
    void drawOther(TraceWindow::Axis axis, const AxisControl& keys, const AxisControl& values);
    /// What it is, and what is to be said of it.
    /// @param logarithmic  what is not positive is not shown
    QString text(bool logarithmic) const;
};

} // namespace h5pulse::viewer
