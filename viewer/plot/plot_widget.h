// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <qcustomplot.h>

#include <QSet>

#include <optional>

namespace h5pulse::viewer {

/// What all plots have in common: colours, zoom with the wheel, pan by dragging, a position under the cursor.
///
/// An axis that the user has zoomed or panned is held: views leave its range alone until releaseAxes(). The
/// wheel zooms about the cursor; beside the plot it zooms the axis there alone; with Ctrl it zooms the value
/// axis.
class PlotWidget : public QCustomPlot
{
    Q_OBJECT

public:
    explicit PlotWidget(QWidget* parent = nullptr);

    const Theme& theme() const { return *m_theme; }
    void applyTheme(const Theme& theme);
    /// Gives an axis rect the common looks and behaviour.
    void adopt(QCPAxisRect* rect);
    /// Gives an axis that is in no such rect, as that of a colour scale, the common looks.
    void style(QCPAxis* axis) const;
    /// In which directions the wheel inside the plot zooms and dragging pans.
    void setFreedom(Qt::Orientations directions) { m_freedom = directions; }

    /// Sets the range of an axis that is not held.
    void fit(QCPAxis* axis, double lower, double upper);
    bool isHeld(const QCPAxis* axis) const { return m_held.contains(axis); }
    void hold(const QCPAxis* axis) { m_held.insert(axis); }
    void release(const QCPAxis* axis) { m_held.remove(axis); }
    void releaseAxes() { m_held.clear(); }

    /// Where the mouse is, in pixels, while it is over the widget.
    std::optional<QPointF> hoverPosition() const { return m_hover; }
    /// The axis rect whose inner area contains a position; null: none.
    QCPAxisRect* innerRectAt(const QPointF& position) const;
    /// A thin line through the step or point that is looked at, above everything else.
    QCPItemStraightLine* addLine(QCPAxisRect* rect);
    static void placeVertical(QCPItemStraightLine* line, double key);
    /// Draws the layer above the data again, and not the data.
    void replotOverlay();
    static const QString& overlayLayer();

    /// Joins the requests of one turn of the event loop.
    void scheduleReplot();

signals:
    /// The mouse moved or left.
    void hoverChanged();
    /// A press and release of the left button without moving. The first half of a double click is one too.
    void clicked(const QPointF& position);
    void resetWanted();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void axisRemoved(QCPAxis* axis) override;

private:
    QList<QCPAxis*> axesFor(const QPointF& position, Qt::KeyboardModifiers modifiers) const;

    const Theme* m_theme;
    Qt::Orientations m_freedom = Qt::Horizontal | Qt::Vertical;
    QSet<const QCPAxis*> m_held;
    std::optional<QPointF> m_hover;
    std::optional<QPointF> m_pressed;
    bool m_dragged = false;
    bool m_doubleClicked = false;
};

} // namespace h5pulse::viewer
