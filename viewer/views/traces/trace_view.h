// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/axis_control.h"
#include "plot/plot_marker.h"
#include "views/view.h"

#include <memory>

class QMenu;
class QCPAxis;
class QCPAxisRect;
class QCPItemStraightLine;
class QCPMarginGroup;

namespace h5pulse::viewer {

class AxisMenu;
class PlotActions;
class PlotWidget;

/// Traces over time, one strip above the other for each field, with a common time axis and a line at the step
/// that is shown. A click moves that step. Where times do not ascend, the axis is the step number.
class TraceView : public View
{
    Q_OBJECT

public:
    explicit TraceView(QWidget* parent = nullptr);
    ~TraceView() override;

    void showTraces(const TraceSetPtr& traces) override;
    void showStep(const ShownStep& step) override;
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
    /// Of the strip of a field; null: there is none.
    AxisControl* valueControl(const QString& field) const;

private:
    struct Strip;

    void shareHeight();
    bool sameLayout(const TraceSet& traces) const;
    void buildStrips();
    void addStrip(const QString& field, bool last);
    void addControl(Strip& strip);
    void offerMenus();
    void updateStrip(Strip& strip);
    /// Tells the value axis what is drawn.
    void measure(Strip& strip);
    void redraw(Strip& strip);
    void placeLabels(Strip& strip) const;
    /// Asks for what the user looks at, when that has changed.
    void tellWindow();
    /// Tells the other views, when the user zoomed the time axis.
    void tellRange();
    std::optional<TraceWindow> zoomedRange() const;
    void styleStrip(Strip& strip) const;
    void updateTimeRange();
    void fitAxes();
    /// Where only some axes are zoomed: the others to what is visible.
    void fitToZoom();
    void placeCursor();
    void updateReadout();
    void pick(const QPointF& position);
    QString differences(double key) const;
    void drawMark();
    void unmark();
    void setOfTime();
    bool overTime() const;
    TraceWindow::Axis axis() const;
    Strip* stripAt(const QPointF& position) const;

    PlotWidget* m_plot;
    QCPMarginGroup* m_margins;
    std::vector<std::unique_ptr<Strip>> m_strips;
    TraceSetPtr m_traces;
    ShownStep m_step;
    AxisControl* m_time; // of all strips, by the axis of the last one
    AxisMenu* m_timeMenu;
    QMenu* m_valuesMenu; // of several strips
    AxisChoices m_valueChoices;
    AxisChoices m_timeChoices; // over time, and over steps
    PlotActions* m_actions;
    PlotMarker m_mark;                   // x: time, or step
    std::optional<TraceWindow> m_range;  // as told to other views or by them
    std::optional<TraceWindow> m_window; // as told
    int m_pixels = 0;                    // as told
    double m_firstKey = 0.0;
    double m_lastKey = 1.0;
    double m_upperKey = 1.0; // of the axis: ahead of a run that grows, so that it need not move at each frame
};

} // namespace h5pulse::viewer
