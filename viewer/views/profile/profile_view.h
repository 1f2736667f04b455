// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auto_range.h"
#include "views/view.h"

#include <QTimer>

class QCPGraph;
class QCPItemStraightLine;

namespace h5pulse::viewer {

class PlotWidget;

/// A 1-D field at one step as a line over its coordinate; of complex fields both parts. A click on a
/// component asks for it as a trace over time.
class ProfileView : public View
{
    Q_OBJECT

public:
    explicit ProfileView(QWidget* parent = nullptr);

    bool shows(const FieldDescription& field) const override { return field.shape.size() == 1; }
    void showFrame(const FramePtr& frame) override;
    void resetZoom() override;
    void applyTheme(const Theme& theme) override;
    void drawNow() override;

    PlotWidget* plotWidget() override { return m_plot; }

    PlotWidget& plot() { return *m_plot; }

private:
    void startField(const Frame& frame);
    void drawData();
    void fitAxes();
    void updateReadout();
    void pick();
    /// Index into the frame's values of what is nearest to a coordinate.
    std::size_t nearest(double x) const;

    PlotWidget* m_plot;
    QCPGraph* m_real;
    QCPGraph* m_imaginary;
    QCPItemStraightLine* m_marker;
    FramePtr m_frame;
    AutoRange m_valueRange;
    QTimer m_clickTimer; // a click waits for the second half of a double click
    QPointF m_clickPosition;
};

} // namespace h5pulse::viewer
