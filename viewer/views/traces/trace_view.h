// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/axis_control.h"
#include "plot/plot_marker.h"
#include "views/view.h"

#include <optional>

class QMenu;

namespace h5pulse::viewer {

class AxisMenu;
class LinkedTimeAxis;
class PlotActions;
class PlotWidget;
class TraceSubplots;

/// Traces over time, one subplot above the other for each field, with a common time axis and a line at the step
/// that is shown. A click moves that step. Where times do not ascend, the axis is the step number.
class TraceView : public View
{
    Q_OBJECT

public:
    explicit TraceView(QWidget* parent = nullptr);
    ~TraceView() override;

    void showTraces(const TraceSetPtr& traces) override;
    void showStep(const ShownStep& step) override;
    void showStatus(const RunStatus& status) override;
    void showComparison(const ShownComparison& comparison) override;
    void showTimeRange(const std::optional<TraceWindow>& range) override;
    void resetZoom() override;
    void applyTheme(const Theme& theme) override;
    void drawNow() override;

    ViewData data() const override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

    PlotWidget* plotWidget() override { return m_plot; }

    PlotWidget& plot() { return *m_plot; }
    AxisControl& timeControl() { return *m_time; }
    /// The value axis of a field; null: the field has no subplot.
    AxisControl* valueControl(const QString& field) const;

private:
    void connectPlot();
    void connectAxes();
    void offerMark();
    void offerRemoval();
    /// Over which keys traces are to be drawn.
    TraceWindow::Axis kindOf(const TraceSetPtr& traces) const;
    /// Draws the other run's traces.
    void compare();
    /// The other run's traces that are drawn beside; null: none are.
    TraceSetPtr compared() const;
    void buildSubplots();
    void offerMenus();
    /// Asks for what the user looks at, when that has changed.
    void tellWindow();
    /// Tells the time axis of the steps that there are.
    void coverRun();
    /// Tells its control and the header, too.
    void showTimes();
    /// Where only some axes are zoomed: the others to what is visible.
    void fitToZoom();
    void placeCursor();
    void updateReadout();
    void pick(const QPointF& position);
    void drawMark();
    void unmark();
    bool overTime() const;
    /// Of a place in a subplot, with the mouse over it; none: it is elsewhere.
    std::optional<double> keyAt(const QPointF& position) const;
    AxisSettings timeChoice() const;

    PlotWidget* m_plot;
    AxisControl* m_time; // of all subplots, by the axis of the last one
    LinkedTimeAxis* m_timeAxis;
    TraceSubplots* m_subplots;
    TraceSetPtr m_traces;
    ShownComparison m_comparison;
    ShownStep m_step;
    bool m_growing = false; // more steps may come
    AxisMenu* m_timeMenu;
    QMenu* m_valuesMenu;       // of several subplots
    AxisChoices m_timeChoices; // over time, and over steps
    PlotActions* m_actions;
    PlotMarker m_mark;                   // x: time, or step
    std::optional<TraceWindow> m_window; // as told
    int m_pixels = 0;                    // as told
};

} // namespace h5pulse::viewer
