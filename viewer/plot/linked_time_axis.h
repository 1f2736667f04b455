// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/time_axis_range.h"

#include <h5pulse/service/trace.h>

#include <QList>
#include <QObject>

#include <optional>

class QCPAxis;

namespace h5pulse::viewer {

class AxisControl;
class PlotWidget;

/// The time axis of a view, or the axes of its subplots, which show the same. Notices what the user zooms into,
/// and takes on what is looked at in another view, without telling that as the user's.
class LinkedTimeAxis : public QObject
{
    Q_OBJECT

public:
    explicit LinkedTimeAxis(PlotWidget& plot);
    /// Of a view that lets the user choose scale and range of the axis, and draws at the control's places:
    /// the view tells the control of what there is, and asks look() when the user has chosen or zoomed
    /// something.
    LinkedTimeAxis(PlotWidget& plot, AxisControl& control);

    /// None: they are about to be deleted. The last one is labelled.
    void setAxes(QList<QCPAxis*> axes);
    /// What the axis counts. When that changes, it begins anew.
    void setKind(TraceWindow::Axis kind);
    TraceWindow::Axis kind() const { return m_kind; }

    /// What there is of the run; the axis covers it unless it is held.
    void cover(double first, double last, bool growing, double end);
    const TimeAxisRange& covered() const { return m_range; }
    /// Another run: forgets what was covered and looked at.
    void restart();
    /// Shows the whole run again.
    void release();
    /// What another view looks at; none: all.
    void show(const std::optional<TraceWindow>& window);
    /// What is looked at, as it was told last; none: all.
    const std::optional<TraceWindow>& window() const { return m_window; }
    /// What is looked at, as the axis has it now.
    std::optional<TraceWindow> shown() const;
    /// Tells of it when it is another stretch than before.
    void look();

signals:
    /// What is looked at is another stretch.
    void changed();
    /// And it was the user who wanted that here.
    void chosen(const std::optional<h5pulse::TraceWindow>& window);

private:
    bool isHeld() const;
    void link(QCPAxis* axis);
    void hold(const TraceWindow& window);
    void fit();
    double toPlot(double key) const;
    double fromPlot(double place) const;

    PlotWidget& m_plot;
    AxisControl* m_control = nullptr; // null: places are times, and the range is by m_range alone
    QList<QCPAxis*> m_axes;
    TraceWindow::Axis m_kind = TraceWindow::Axis::Time;
    TimeAxisRange m_range;
    std::optional<TraceWindow> m_window;
};

} // namespace h5pulse::viewer
