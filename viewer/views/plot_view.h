// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/plot_marker.h"
#include "views/view.h"

namespace h5pulse::viewer {

class Placeholder;
class PlotActions;

/// A view that is one plot, or a sentence in its place. The user can zoom, go back, and set a marker that readouts
/// give differences to.
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
    /// Empty: shows the plot.
    void showPlaceholder(const QString& sentence);
    PlotActions& plotActions() { return *m_actions; }
    PlotMarker& marker() { return m_marker; }
    const PlotMarker& marker() const { return m_marker; }
    void unmark();

    /// The user zoomed or went back: fits the axes that the user does not hold.
    virtual void fitAxes() = 0;
    /// The mouse has moved.
    virtual void updateReadout() = 0;
    /// The user has clicked.
    virtual void pick(const QPointF& /*position*/) {}
    /// The point of the data to mark at a position; none: nothing can be marked there.
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
