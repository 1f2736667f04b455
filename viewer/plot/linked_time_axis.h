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

/// The time axis of a view. A view with subplots has several axes with the same range. Reports the range that
/// the user zooms into, and takes on the range of linked views.
class LinkedTimeAxis : public QObject
{
    Q_OBJECT

public:
    explicit LinkedTimeAxis(PlotWidget& plot);
    /// For a view that lets the user choose scale and range of the axis, and draws at the positions of the
    /// control. The view gives the control the extent of the data, and calls look() after the user has zoomed
    /// or changed a setting.
    LinkedTimeAxis(PlotWidget& plot, AxisControl& control);

    /// Sets the axes. Empty: the present ones are about to be deleted. The last one has the label.
    void setAxes(QList<QCPAxis*> axes);
    /// Sets whether the axis counts times or steps. A change calls restart().
    void setKind(TraceWindow::Axis kind);
    TraceWindow::Axis kind() const { return m_kind; }

    /// Sets the extent of the run. The axis shows all of it, unless the user zoomed.
    /// @param end  time at which the run will end; NaN: not known
    void cover(double first, double last, bool growing, double end);
    const TimeAxisRange& covered() const { return m_range; }
    /// Forgets the extent and the visible range, because another run is shown.
    void restart();
    /// Shows the whole run again.
    void release();
    /// Shows the range of a linked view; none: the whole run. Does not emit chosen().
    void show(const std::optional<TraceWindow>& window);
    /// The visible range, as of the last signal changed(); none: the whole run.
    const std::optional<TraceWindow>& window() const { return m_window; }
    /// The visible range, as the axis has it now; none: the whole run.
    std::optional<TraceWindow> shown() const;
    /// Emits changed() and chosen() if the visible range has changed.
    void look();

signals:
    /// The visible range has changed.
    void changed();
    /// The user has changed the visible range in this view. Comes after changed().
    void chosen(const std::optional<h5pulse::TraceWindow>& window);

private:
    bool isHeld() const;
    void link(QCPAxis* axis);
    void hold(const TraceWindow& window);
    void fit();
    double toPlot(double key) const;
    double fromPlot(double place) const;

    PlotWidget& m_plot;
    AxisControl* m_control =
        nullptr; // null: positions in the plot are times, and m_range alone sets the range
    QList<QCPAxis*> m_axes;
    TraceWindow::Axis m_kind = TraceWindow::Axis::Time;
    TimeAxisRange m_range;
    std::optional<TraceWindow> m_window;
};

} // namespace h5pulse::viewer
