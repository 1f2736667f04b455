// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/plot_marker.h"
#include "views/view.h"

namespace h5pulse::viewer {

class Placeholder;
class PlotActions;

/// Base of views with one plot, or a placeholder sentence in its place. The user can zoom, go back, and set a
/// marker. Readouts then show the difference to the marker.
class PlotView : public View
{
    Q_OBJECT

public:
    explicit PlotView(QWidget* parent);

    void applyTheme(const Theme& theme) override;

    PlotWidget& plot() { return *m_plot; }
    /// The sentence in place of the plot; empty: the plot is shown.
    QString placeholder() const;

protected:
    const PlotWidget& plot() const { return *m_plot; }
    /// Shows a sentence in place of the plot. Empty: shows the plot.
    void showPlaceholder(const QString& sentence);
    PlotActions& plotActions() { return *m_actions; }
    PlotMarker& marker() { return m_marker; }
    const PlotMarker& marker() const { return m_marker; }
    void unmark();

    /// Fits the axes that the user does not hold. Called after the user zoomed or went back.
    virtual void fitAxes() = 0;
    /// Updates the readout for the position of the mouse.
    virtual void updateReadout() = 0;
    /// Called when the user clicks into the plot.
    virtual void pick(const QPointF& /*position*/) {}
    /// The data point to mark for a position in pixels; none: no data point is there.
    virtual std::optional<QPointF> markAt(const QPointF& position) const = 0;
    /// Draws the marker at its point.
    virtual void drawMark() = 0;

private:
    PlotWidget* m_plot;
    Placeholder* m_placeholder;
    PlotActions* m_actions;
    PlotMarker m_marker;
};

} // namespace h5pulse::viewer
