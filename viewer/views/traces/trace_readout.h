// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/trace.h>

#include <QCoreApplication>

namespace h5pulse::viewer {

/// Text for the header of the traces: their values at the time or step under the mouse.
class TraceReadout
{
    Q_DECLARE_TR_FUNCTIONS(h5pulse::viewer::TraceReadout)

public:
    /// @param kind    whether keys are times or steps
    /// @param traces  in the order of the text
    /// @param other   traces of the compared run, for the values after "dashed"; null: none
    TraceReadout(const RunDescription& run, TraceWindow::Axis kind, std::vector<TracePtr> traces,
                 TraceSetPtr other = nullptr);

    /// "t = 3 s   u[2] 1.5 … 2   loss 7, dashed 6.5"
    QString at(double key) const;
    /// Differences from a marker to a key, to append to at(): "   Δt = 1 s   1/Δt = 1 Hz   Δu[2] = 0.25 V".
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
