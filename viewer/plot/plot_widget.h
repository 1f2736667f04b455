// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"
#include "plot/zoom_history.h"

#include <qcustomplot.h>

#include <QElapsedTimer>

#include <optional>

namespace h5pulse::viewer {

/// Base of all plots. It gives them colours, zoom with the wheel, pan by dragging, zoom into a box with
/// Shift, a zoom history, and the position of the mouse.
///
/// An axis that the user has zoomed or panned is held: fit() does not change its range until releaseAxes().
/// The wheel zooms about the mouse. Beside the plot, it zooms only the axis there. With Ctrl, it zooms the
/// value axis. An axis is held by its name. Axes of the same name count as one, also after a view has created
/// them again.
class PlotWidget : public QCustomPlot
{
    Q_OBJECT

public:
    explicit PlotWidget(QWidget* parent = nullptr);

    const Theme& theme() const { return *m_theme; }
    void applyTheme(const Theme& theme);
    /// Gives an axis rect the common appearance and behaviour, and names its axes.
    void adopt(QCPAxisRect* rect, const QString& keyName = QStringLiteral("x"),
               const QString& valueName = QStringLiteral("y"));
    /// Sets the name by which an axis is held, and lets the user zoom it.
    void setName(QCPAxis* axis, const QString& name);
    void style(QCPAxis* axis) const;
    static QPen curvePen(const QColor& color, double width);
    /// Sets the directions in which the user can zoom and pan inside of the plot.
    void setFreedom(Qt::Orientations directions) { m_freedom = directions; }

    /// Sets the range of an axis that is not held.
    void fit(QCPAxis* axis, double lower, double upper);
    bool isHeld(const QCPAxis* axis) const { return m_held.contains(axis->objectName()); }
    /// Shows the range of a linked view on all axes of a name, and holds them; none: releases them.
    void follow(const QString& name, const std::optional<QCPRange>& range);
    void release(const QCPAxis* axis);
    void releaseAxes();
    /// Releases all axes but those of these names, and clears the zoom history, because other data is drawn.
    void forgetZoom(const QStringList& kept = {});

    bool canZoomBack() const { return m_history.canGoBack(); }
    bool canZoomForward() const { return m_history.canGoForward(); }
    void zoomBack();
    void zoomForward();

    /// The position of the mouse in pixels; none: it is not over the widget.
    std::optional<QPointF> hoverPosition() const { return m_hover; }
    /// Acts as if the mouse were at this position; none: as if it had left. Returns the previous position.
    std::optional<QPointF> setHoverPosition(const std::optional<QPointF>& position);
    /// The axis rect whose inner area contains a position; null: none.
    QCPAxisRect* innerRectAt(const QPointF& position) const;
    /// Adds a thin line for the current step or point, on the layer above all data.
    QCPItemStraightLine* addLine(QCPAxisRect* rect);
    /// Makes a line vertical at a key; NaN: hides it.
    static void placeVertical(QCPItemStraightLine* line, double key);
    /// Draws the layer above the data again, without the data.
    void replotOverlay();
    static const QString& overlayLayer();

    /// Replots once in the next turn of the event loop, for any number of calls.
    void scheduleReplot();

    /// How the widget paints. Buffered: from the picture that QCustomPlot keeps for the screen. Fresh: draws
    /// again, for other resolutions. Vectors: draws again, for vector formats.
    enum class Painting { Buffered, Fresh, Vectors };
    void setPainting(Painting painting) { m_painting = painting; }

signals:
    /// The mouse moved or left.
    void hoverChanged();
    /// The user pressed and released the left button without moving the mouse. A double click emits it once,
    /// for its first half.
    void clicked(const QPointF& position);
    void resetWanted();
    /// The user zoomed, panned, or moved in the zoom history. Views must fit the axes that are not held.
    void zoomed();
    /// canZoomBack() or canZoomForward() may have changed.
    void historyChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
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
    void hold(const QCPAxis* axis) { m_held[axis->objectName()] = axis->range(); }
    void zoomTo(const QRect& box);
    void record(bool small);
    void apply(const ZoomState& state);

    const Theme* m_theme;
    Qt::Orientations m_freedom = Qt::Horizontal | Qt::Vertical;
    QList<QCPAxis*> m_named;
    ZoomState m_held;
    ZoomHistory m_history;
    QElapsedTimer m_clock;
    std::optional<QPointF> m_hover;
    std::optional<QPointF> m_pressed;
    QList<QCPAxis*> m_dragAxes;
    bool m_dragged = false;
    bool m_doubleClicked = false;
    Painting m_painting = Painting::Buffered;
};

} // namespace h5pulse::viewer
