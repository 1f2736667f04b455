// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auto_range.h"
#include "plot/strip_stack.h"
#include "plot/time_axis_range.h"
#include "views/view.h"

#include <memory>

class QCPAxis;
class QCPAxisRect;
class QCPItemStraightLine;

namespace h5pulse::viewer {

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
    void resetZoom() override;
    void applyTheme(const Theme& theme) override;
    void drawNow() override;

    PlotWidget* plotWidget() override { return m_plot; }

    PlotWidget& plot() { return *m_plot; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Strip;

    bool sameLayout(const TraceSet& traces) const;
    void buildStrips();
    void addStrip(const QString& field, bool last);
    void updateStrip(Strip& strip);
    void placeLabels(Strip& strip) const;
    /// Asks for what the user looks at, when that has changed.
    void tellWindow();
    void styleStrip(Strip& strip) const;
    void updateTimeRange();
    void fitAxes();
    void placeCursor();
    void updateReadout();
    void pick(const QPointF& position);
    void showMenu(const QPoint& position);
    bool overTime() const;
    TraceWindow::Axis axis() const;
    Strip* stripAt(const QPointF& position) const;

    PlotWidget* m_plot;
    StripStack m_stack;
    std::vector<std::unique_ptr<Strip>> m_strips;
    TraceSetPtr m_traces;
    ShownStep m_step;
    std::optional<TraceWindow> m_window; // as told
    int m_pixels = 0;                    // as told
    TimeAxisRange m_timeRange;
};

} // namespace h5pulse::viewer
