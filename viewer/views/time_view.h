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

/// A plot over the whole run, with time (or the step number) to the right, in one or more subplots. The time axis
/// covers the run and follows linked views. A line shows the step at the cursor; a click moves the cursor.
class TimeView : public PlotView
{
    Q_OBJECT

public:
    /// @param scale  how far the time axis reaches beyond the run
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
    /// x: time or step. y is of no meaning.
    std::optional<QPointF> markAt(const QPointF& position) const override;
    /// A line through all subplots.
    void drawMark() override;

    const AxisControl& time() const { return *m_time; }
    AxisControl& time() { return *m_time; }
    /// Sets the time axes of all subplots and their lines at the cursor's step. The last axis is labelled.
    void setTimeAxes(const QList<QCPAxis*>& axes, const QList<QCPItemStraightLine*>& cursors);
    /// Adds the menu of the time axis behind the menus of the view.
    AxisMenu* addTimeMenu(const QString& title);

    /// Sets the run that is drawn (null: none), and what its axis counts.
    void setKeys(RunDescriptionPtr run, TraceWindow::Axis axis);
    /// Forgets the range that was covered and looked at: another run is drawn.
    void restartTime();
    /// Sets the first and last time or step of the run that is drawn.
    void cover(double first, double last);
    /// The range that cover() has set, with room for steps to come.
    const TimeAxisRange& covered() const;

    TraceWindow::Axis keys() const;
    /// Whether the axis is time; else it is the step number.
    bool overTime() const;
    /// The part of the run that is seen; none: all of it.
    std::optional<TraceWindow> window() const;
    /// The time or step at a position; none: it is outside of the subplots.
    std::optional<double> keyAt(const QPointF& position) const;
    void goTo(double key);
    /// The step number nearest to a key that counts steps.
    static quint64 stepAt(double key);
    void placeCursors();

    /// Asks for what the plot can show now: it has another size, or shows another part of the run.
    virtual void ask() = 0;
    /// More steps have come, or no more will: calls cover().
    virtual void coverRun() = 0;
    /// Draws everything at its new place: the scale of the time axis has changed.
    virtual void redraw() = 0;
    /// Fits the axes that are not time.
    virtual void fitValues() = 0;
    virtual void updateTitle() = 0;

private:
    void styleCursors();
    QString choiceName() const;

    AxisControl* m_time;
    LinkedTimeAxis* m_timeAxis;
    AxisChoices m_timeChoices; // over time, and over steps
    QList<QCPAxis*> m_axes;
    QList<QCPItemStraightLine*> m_cursors;
    RunDescriptionPtr m_drawn;
};

} // namespace h5pulse::viewer
