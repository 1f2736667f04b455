// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace.h"
#include "plot/time_axis_range.h"

#include <QList>
#include <QObject>

#include <optional>

class QCPAxis;

namespace h5pulse::viewer {

class PlotWidget;

/// The time axis of a view, or the axes of its strips, which show the same. Notices what the user zooms into,
/// and takes on what is looked at in another view, without telling that as the user's.
class LinkedTimeAxis : public QObject
{
    Q_OBJECT

public:
    explicit LinkedTimeAxis(PlotWidget& plot);

    void setAxes(QList<QCPAxis*> axes);
    /// What the axis counts. When that changes, it begins anew.
    void setKind(TraceWindow::Axis kind);

    /// What there is of the run; the axis covers it unless it is held.
    void cover(double first, double last, bool growing, double end);
    /// Another run: forgets what was covered and looked at.
    void restart();
    /// Shows the whole run again.
    void release();
    /// What another view looks at; none: all.
    void show(const std::optional<TraceWindow>& window);
    /// What is looked at; none: all.
    const std::optional<TraceWindow>& window() const { return m_window; }

signals:
    /// What is looked at is another stretch.
    void changed();
    /// And it was the user who wanted that here.
    void chosen(const std::optional<h5pulse::viewer::TraceWindow>& window);

private:
    bool isHeld() const;
    void fit();
    void look();

    PlotWidget& m_plot;
    QList<QCPAxis*> m_axes;
    TraceWindow::Axis m_kind = TraceWindow::Axis::Time;
    TimeAxisRange m_range;
    std::optional<TraceWindow> m_window;
};

} // namespace h5pulse::viewer
