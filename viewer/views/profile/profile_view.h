// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/axis_control.h"
#include "plot/plot_marker.h"
#include "views/view.h"

#include <QTimer>

class QCPGraph;
class QCPItemStraightLine;

namespace h5pulse::viewer {

class PlotActions;
class PlotWidget;
class ProfileOverlays;

/// A 1-D field at one step as a line over its coordinate; of complex fields both parts. Beside it what the
/// user wants to compare it with, or all as differences to that. A click on a component asks for it as a
/// trace over time.
class ProfileView : public View
{
    Q_OBJECT

public:
    explicit ProfileView(QWidget* parent = nullptr);

    bool shows(const FieldDescription& field) const override { return field.shape.size() == 1; }
    void showFrame(const FramePtr& frame) override;
    void showTraces(const TraceSetPtr& traces) override;
    void showStatus(const RunStatus& status) override;
    void showResult(const QueryResultPtr& result) override;
    void showComparison(const ShownComparison& comparison) override;
    bool isComplete() const override;
    void resetZoom() override;
    void applyTheme(const Theme& theme) override;
    void drawNow() override;

    ViewData data() const override;
    std::vector<StepMark> marks() const override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

    PlotWidget* plotWidget() override { return m_plot; }

    PlotWidget& plot() { return *m_plot; }
    AxisControl& valueControl() { return *m_values; }
    AxisControl& coordinateControl() { return *m_coordinates; }
    ProfileOverlays& overlays() { return *m_overlays; }

private:
    /// Takes over what the overlays make of the subject, and draws it.
    void takePicture();
    void startField();
    /// Values and differences have axes of their own.
    QString valueKey() const;
    QString valueLabel() const;
    /// Measures and draws the frame.
    void refresh();
    void includeValues();
    QString differenceText() const;
    QString title() const;
    void drawData();
    void updateReadout();
    QString differences(std::size_t i) const;
    void drawMark();
    void pick();
    /// Index into the frame's values of what is nearest to a coordinate.
    std::size_t nearest(double x) const;

    PlotWidget* m_plot;
    QCPGraph* m_real;
    QCPGraph* m_imaginary;
    QCPItemStraightLine* m_marker;
    ProfileOverlays* m_overlays;
    FramePtr m_frame;    // the field at the cursor, or its difference to something
    QString m_reference; // to what; empty: it is no difference
    AxisControl* m_values;
    AxisControl* m_coordinates;
    AxisChoices m_valueChoices;
    AxisChoices m_coordinateChoices;
    PlotActions* m_actions;
    PlotMarker m_mark;   // x: coordinate
    QTimer m_clickTimer; // a click waits for the second half of a double click
    QPointF m_clickPosition;
};

} // namespace h5pulse::viewer
