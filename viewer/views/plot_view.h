// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/plot_marker.h"
#include "views/view.h"

namespace h5pulse::viewer {

class Placeholder;
class PlotActions;

/// A view that is one plot, or a sentence in its place: with a way back from each zoom, and a marker that
/// readouts tell differences to.
class PlotView : public View
{
    Q_OBJECT

public:
    explicit PlotView(QWidget* parent);

    void applyTheme(const Theme& theme) override;
    void drawNow() override;
    PlotWidget* plotWidget() override { return m_plot; }

    PlotWidget& plot() { return *m_plot; }
    /// What is said instead of a plot; empty: there is one.
    QString placeholder() const;

protected:
    const PlotWidget& plot() const { return *m_plot; }
    /// Empty: the plot is shown.
    void showPlaceholder(const QString& sentence);
    PlotActions& plotActions() { return *m_actions; }
    PlotMarker& marker() { return m_marker; }
    const PlotMarker& marker() const { return m_marker; }
    void unmark();

    /// The user zoomed, or went back: axes that are not held are to be fitted.
    virtual void fitAxes() = 0;
    /// The mouse is somewhere else.
    virtual void updateReadout() = 0;
    /// A click.
    virtual void pick(const QPointF& /*position*/) {}
    /// The place in the data where the marker belongs when it is set at a position; none: nowhere.
    virtual std::optional<QPointF> markAt(const QPointF& position) const = 0;
    /// Puts the marker where it belongs now.
    virtual void drawMark() = 0;

private:
    PlotWidget* m_plot;
    Placeholder* m_placeholder;
    PlotActions* m_actions;
    PlotMarker m_marker;
};

} // namespace h5pulse::viewer
