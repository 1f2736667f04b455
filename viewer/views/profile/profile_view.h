// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/axis_control.h"
#include "views/plot_view.h"

#include <QTimer>

class QCPGraph;
class QCPItemStraightLine;

namespace h5pulse::viewer {

class ProfileOverlays;

/// Shows a 1-D field at one step as a line over its coordinate. A complex field has two lines, for its real
/// and its imaginary part. The user can add overlays or show differences to one of them. A click on a
/// component adds it to the traces.
class ProfileView : public PlotView
{
    Q_OBJECT

public:
    explicit ProfileView(QWidget* parent = nullptr);

    bool shows(const FieldDescription& field) const override { return field.shape.size() == 1; }
    void showAnswer(const Answer& answer) override;
    bool isComplete() const override;
    void resetZoom() override;
    void applyTheme(const Theme& theme) override;
    ViewData data() const override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

    AxisControl& valueControl() { return *m_values; }
    AxisControl& coordinateControl() { return *m_coordinates; }
    ProfileOverlays& overlays() { return *m_overlays; }

protected:
    void showContext(const ViewContext& before) override;
    void fitAxes() override;
    void updateReadout() override;
    void pick(const QPointF& position) override;
    /// x: coordinate of a component. y has no meaning.
    std::optional<QPointF> markAt(const QPointF& position) const override;
    void drawMark() override;

private:
    void connectAxes();
    /// Asks for the field with the detail that the plot can show.
    void askForVisible();
    FrameDetail wantedDetail() const;
    /// Adds the values of the field's traces to the known range of the whole run.
    void includeTraces(const TraceSetPtr& traces);
    /// Takes the picture of the overlays, renews their query, and draws.
    void takePicture();
    void startField();
    /// Key of the value axis' settings. Values and differences have separate settings.
    QString valueKey() const;
    QString valueLabel() const;
    /// Measures and draws the frame.
    void refresh();
    void includeValues();
    QString differenceText() const;
    QString title() const;
    void drawData();
    QString differences(std::size_t i) const;
    void followClicked();
    void markPins();
    /// Index of the value whose coordinate is nearest to x.
    std::size_t nearest(double x) const;

    ProfileOverlays* m_overlays;
    QCPGraph* m_real;
    QCPGraph* m_imaginary;
    QCPItemStraightLine* m_line; // at the component under the mouse
    FramePtr m_frame;            // the field at the cursor, or its difference to the reference
    QString m_reference;         // name of the reference; empty: m_frame has values
    AxisControl* m_values;
    AxisControl* m_coordinates;
    FrameDetail m_detail; // that was asked for
    AxisChoices m_valueChoices;
    AxisChoices m_coordinateChoices;
    QTimer m_clickTimer; // delays a click, because it may be the first half of a double click
    QPointF m_clickPosition;
};

} // namespace h5pulse::viewer
