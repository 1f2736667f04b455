// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/trace.h>

#include <QCoreApplication>

namespace h5pulse::viewer {

/// What is said beside the plot of the place under the mouse. Of traces in the order in which they are drawn.
class TraceReadout
{
    Q_DECLARE_TR_FUNCTIONS(h5pulse::viewer::TraceReadout)

public:
    /// @param kind   what keys are: times, or steps
    /// @param other  another run's, of which those of the same name are said too; null: none
    TraceReadout(const RunDescription& run, TraceWindow::Axis kind, std::vector<TracePtr> traces,
                 TraceSetPtr other = nullptr);

    /// "t = 3 s   u[2] 1.5 … 2   loss 7, dashed 6.5"
    QString at(double key) const;
    /// "   Δt = 1 s   1/Δt = 1 Hz   Δu[2] = 0.25 V": from a mark to a place, to be put behind.
    QString differences(double mark, double key) const;

private:
    bool overTime() const { return m_kind == TraceWindow::Axis::Time; }
    const TraceBin* otherBinAt(const TraceId& id, double key) const;

    const RunDescription& m_run;
    TraceWindow::Axis m_kind;
    std::vector<TracePtr> m_traces;
    TraceSetPtr m_other;
};

} // namespace h5pulse::viewer
