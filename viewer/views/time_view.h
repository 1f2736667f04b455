// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/axis_control.h"
#include "views/plot_view.h"

class QCPAxis;
class QCPItemStraightLine;

namespace h5pulse::viewer {

class AxisMenu;
class LinkedTimeAxis;
class TimeAxisRange;

/// A plot over the whole run, with time (or the step number) to the right, in one or more subplots. The time
/// axis covers the run and follows linked views. A line shows the step at the cursor; a click moves the
/// cursor.
class TimeView : public PlotView
{
    Q_OBJECT

public:
    /// @param scale  margins of the time axis beyond the run
    TimeView(const AutoScale& scale, QWidget* parent);

    void resetZoom() override;
    void applyTheme(const Theme& theme) override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

    AxisControl& timeControl() { return *m_time; }

protected:
    void showContext(const ViewContext& before) override;
    void fitAxes() override;
    void pick(const QPointF& position) override;
    /// x: time or step. y has no meaning.
    std::optional<QPointF> markAt(const QPointF& position) const override;
    /// Draws the marker as a line through all subplots.
    void drawMark() override;

    const AxisControl& time() const { return *m_time; }
    AxisControl& time() { return *m_time; }
    /// Sets the time axes of all subplots and their lines at the cursor's step. The last axis is labelled.
    void setTimeAxes(const QList<QCPAxis*>& axes, const QList<QCPItemStraightLine*>& cursors);
    /// Adds the menu of the time axis after the menus of the view.
    AxisMenu* addTimeMenu(const QString& title);

    /// Sets the drawn run (null: none), and whether the axis counts times or steps.
    void setKeys(RunDescriptionPtr run, TraceWindow::Axis axis);
    /// Forgets the covered and the visible range, because another run is drawn.
    void restartTime();
    /// Sets the first and last time or step of the drawn run.
    void cover(double first, double last);
    /// The range that cover() has set, with room for steps to come.
    const TimeAxisRange& covered() const;

    TraceWindow::Axis keys() const;
    /// Whether the axis is time; else it is the step number.
    bool overTime() const;
    /// The visible part of the run; none: the whole run.
    std::optional<TraceWindow> window() const;
    /// The time or step at a position in pixels; none: the position is outside of the subplots.
    std::optional<double> keyAt(const QPointF& position) const;
    /// Moves the cursor to a time or step.
    void goTo(double key);
    /// The step number nearest to a key that counts steps.
    static quint64 stepAt(double key);
    void placeCursors();

    /// Renews the query after the size of the plot or the visible part of the run has changed.
    virtual void ask() = 0;
    /// Calls cover() for the drawn data. TimeView calls this when the run starts or stops growing.
    virtual void coverRun() = 0;
    /// Draws all data again after the scale of the time axis has changed.
    virtual void redraw() = 0;
    /// Fits all axes but the time axis.
    virtual void fitValues() = 0;
    virtual void updateTitle() = 0;

private:
    /// Labels the last axis.
    void describeKeys();
    void styleCursors();
    QString choiceName() const;

    AxisControl* m_time;
    LinkedTimeAxis* m_timeAxis;
    AxisChoices m_timeChoices; // settings for times, and for steps
    QList<QCPAxis*> m_axes;
    QList<QCPItemStraightLine*> m_cursors;
    RunDescriptionPtr m_drawn;
};

} // namespace h5pulse::viewer
