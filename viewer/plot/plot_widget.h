// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"
#include "plot/zoom_history.h"

#include <qcustomplot.h>

#include <QElapsedTimer>

#include <optional>

namespace h5pulse::viewer {

/// What all plots have in common: colours, zoom with the wheel, pan by dragging, a box to zoom into with
/// Shift, the way back from there, a position under the cursor.
///
/// An axis that the user has zoomed or panned is held: views leave its range alone until releaseAxes(). The
/// wheel zooms about the cursor; beside the plot it zooms the axis there alone; with Ctrl it zooms the value
/// axis. Axes are held by their names: those of one name are one to the user, also when a view makes them
/// anew.
class PlotWidget : public QCustomPlot
{
    Q_OBJECT

public:
    explicit PlotWidget(QWidget* parent = nullptr);

    const Theme& theme() const { return *m_theme; }
    void applyTheme(const Theme& theme);
    /// Gives an axis rect the common looks and behaviour, and its axes names.
    void adopt(QCPAxisRect* rect, const QString& keyName = QStringLiteral("x"),
               const QString& valueName = QStringLiteral("y"));
    /// An axis that is zoomed and held by this name from now on.
    void setName(QCPAxis* axis, const QString& name);
    void style(QCPAxis* axis) const;
    /// For curves.
    static QPen curvePen(const QColor& color, double width);
    /// In which directions the wheel inside the plot zooms and dragging pans.
    void setFreedom(Qt::Orientations directions) { m_freedom = directions; }

    /// Sets the range of an axis that is not held.
    void fit(QCPAxis* axis, double lower, double upper);
    bool isHeld(const QCPAxis* axis) const { return m_held.contains(axis->objectName()); }
    /// Another view zoomed all axes of this name; none: it does not any more.
    void follow(const QString& name, const std::optional<QCPRange>& range);
    void release(const QCPAxis* axis);
    void releaseAxes();
    /// What is drawn is something else: nothing is held but the axes of these names, and there is no way back
    /// to what was.
    void forgetZoom(const QStringList& kept = {});

    bool canZoomBack() const { return m_history.canGoBack(); }
    bool canZoomForward() const { return m_history.canGoForward(); }
    void zoomBack();
    void zoomForward();

    /// Where the mouse is, in pixels, while it is over the widget.
    std::optional<QPointF> hoverPosition() const { return m_hover; }
    /// As if the mouse were there, or away. Returns where it was.
    std::optional<QPointF> setHoverPosition(const std::optional<QPointF>& position);
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

    /// From what it is painted: from the picture that is kept for the screen, or anew, for other resolutions
    /// and for formats that have paths.
    enum class Painting { Buffered, Fresh, Vectors };
    void setPainting(Painting painting) { m_painting = painting; }

signals:
    /// The mouse moved or left.
    void hoverChanged();
    /// A press and release of the left button without moving. The first half of a double click is one too.
    void clicked(const QPointF& position);
    void resetWanted();
    /// The user zoomed, panned, or went back: those that are not held are to be fitted.
    void zoomed();
    /// The ways back and forward are others.
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
