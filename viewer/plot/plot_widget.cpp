// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/plot_widget.h"

#include <QApplication>

#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kLeftMargin =
    76; // room for tick labels, so that plots above each other are aligned and stay put
constexpr double kZoomPerNotch = 0.85;
constexpr int kAngleOfNotch = 120;

} // namespace

PlotWidget::PlotWidget(QWidget* parent)
    : QCustomPlot(parent)
    , m_theme(&lightTheme())
{
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    setNoAntialiasingOnDrag(false);
    addLayer(overlayLayer(), layer(QStringLiteral("legend")), QCustomPlot::limAbove);
    layer(overlayLayer())->setMode(QCPLayer::lmBuffered);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    for (QCPAxisRect* rect : axisRects()) {
        adopt(rect);
    }
}

const QString& PlotWidget::overlayLayer()
{
    static const QString name = QStringLiteral("overlay-of-cursors");
    return name;
}

void PlotWidget::applyTheme(const Theme& theme)
{
    m_theme = &theme;
    setBackground(QBrush(theme.surface));
    for (QCPAxisRect* rect : axisRects()) {
        for (QCPAxis* axis : rect->axes()) {
            styleAxis(axis);
        }
    }
    scheduleReplot();
}

void PlotWidget::adopt(QCPAxisRect* rect)
{
    rect->setupFullAxesBox(false);
    for (QCPAxis* axis : {rect->axis(QCPAxis::atTop), rect->axis(QCPAxis::atRight)}) {
        axis->setVisible(false);
    }
    rect->setMinimumMargins(QMargins(kLeftMargin, 8, 18, 8));
    rect->setRangeDrag(m_freedom);
    for (QCPAxis* axis : rect->axes()) {
        axis->setNumberPrecision(6);
        axis->setNumberFormat(QStringLiteral("gb"));
        styleAxis(axis);
    }
}

void PlotWidget::styleAxis(QCPAxis* axis) const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.92);
    axis->setTickLabelFont(small);
    axis->setLabelFont(font());
    axis->setBasePen(QPen(m_theme->border));
    axis->setTickPen(QPen(m_theme->border));
    axis->setSubTickPen(Qt::NoPen);
    axis->setTickLength(0, 4);
    axis->setTickLabelColor(m_theme->muted);
    axis->setLabelColor(m_theme->text);
    axis->setLabelPadding(6);
    axis->grid()->setPen(QPen(m_theme->grid));
    axis->grid()->setZeroLinePen(QPen(m_theme->grid));
    axis->grid()->setSubGridVisible(false);
}

void PlotWidget::fit(QCPAxis* axis, double lower, double upper)
{
    if (!isHeld(axis) && QCPRange::validRange(lower, upper)) {
        axis->setRange(lower, upper);
    }
}

QCPAxisRect* PlotWidget::innerRectAt(const QPointF& position) const
{
    QCPAxisRect* rect = axisRectAt(position);
    return rect && rect->rect().contains(position.toPoint()) ? rect : nullptr;
}

QCPItemStraightLine* PlotWidget::addLine(QCPAxisRect* rect)
{
    auto* line = new QCPItemStraightLine(this);
    line->setLayer(overlayLayer());
    line->setClipAxisRect(rect);
    line->setClipToAxisRect(true);
    line->setSelectable(false);
    for (QCPItemPosition* position : {line->point1, line->point2}) {
        position->setAxisRect(rect);
        position->setAxes(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
        position->setTypeX(QCPItemPosition::ptPlotCoords);
        position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    line->setVisible(false);
    return line;
}

void PlotWidget::placeVertical(QCPItemStraightLine* line, double key)
{
    line->setVisible(std::isfinite(key));
    if (std::isfinite(key)) {
        line->point1->setCoords(key, 0.0);
        line->point2->setCoords(key, 1.0);
    }
}

void PlotWidget::replotOverlay()
{
    if (!size().isEmpty()) {
        layer(overlayLayer())->replot();
    }
}

void PlotWidget::scheduleReplot()
{
    if (!size().isEmpty()) {
        replot(QCustomPlot::rpQueuedReplot);
    }
}

QList<QCPAxis*> PlotWidget::axesFor(const QPointF& position, Qt::KeyboardModifiers modifiers) const
{
    QCPAxisRect* rect = axisRectAt(position);
    if (!rect) {
        return {};
    }
    QCPAxis* key = rect->axis(QCPAxis::atBottom);
    QCPAxis* value = rect->axis(QCPAxis::atLeft);
    const QRect inner = rect->rect();
    if (position.x() < inner.left()) {
        return {value};
    }
    if (position.y() > inner.bottom()) {
        return {key};
    }
    if (modifiers & Qt::ControlModifier) {
        return {value};
    }
    QList<QCPAxis*> axes;
    if (m_freedom & Qt::Horizontal) {
        axes << key;
    }
    if (m_freedom & Qt::Vertical) {
        axes << value;
    }
    return axes;
}

void PlotWidget::wheelEvent(QWheelEvent* event)
{
    const QList<QCPAxis*> axes = axesFor(event->position(), event->modifiers());
    if (axes.isEmpty()) {
        QCustomPlot::wheelEvent(event); // colour scales zoom themselves
        return;
    }
    const double notches = static_cast<double>(event->angleDelta().y()) / kAngleOfNotch;
    for (QCPAxis* axis : axes) {
        const double pixel =
            axis->orientation() == Qt::Horizontal ? event->position().x() : event->position().y();
        axis->scaleRange(std::pow(kZoomPerNotch, notches), axis->pixelToCoord(pixel));
        hold(axis);
    }
    event->accept();
    scheduleReplot();
}

void PlotWidget::mousePressEvent(QMouseEvent* event)
{
    m_doubleClicked = false;
    m_dragged = false;
    m_pressed = event->button() == Qt::LeftButton ? std::optional(event->position()) : std::nullopt;
    QCustomPlot::mousePressEvent(event);
}

void PlotWidget::mouseMoveEvent(QMouseEvent* event)
{
    m_hover = event->position();
    const bool far = m_pressed && (event->position() - *m_pressed).manhattanLength() >=
                                      QApplication::startDragDistance() / 2.0;
    if (far && !m_dragged) {
        m_dragged = true;
        if (QCPAxisRect* rect = innerRectAt(*m_pressed)) {
            for (const Qt::Orientation direction : {Qt::Horizontal, Qt::Vertical}) {
                if (rect->rangeDrag() & direction) {
                    hold(rect->axis(direction == Qt::Horizontal ? QCPAxis::atBottom : QCPAxis::atLeft));
                }
            }
        }
    }
    if (!m_pressed || m_dragged) {
        QCustomPlot::mouseMoveEvent(event); // a click with a trembling hand does not pan
    }
    emit hoverChanged();
}

void PlotWidget::mouseReleaseEvent(QMouseEvent* event)
{
    const bool isClick = m_pressed && !m_dragged && !m_doubleClicked && event->button() == Qt::LeftButton;
    m_pressed.reset();
    QCustomPlot::mouseReleaseEvent(event);
    if (isClick) {
        emit clicked(event->position());
    }
}

void PlotWidget::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_doubleClicked = true;
    m_pressed.reset();
    if (event->button() == Qt::LeftButton) {
        emit resetWanted();
    }
    event->accept();
}

void PlotWidget::resizeEvent(QResizeEvent* event)
{
    if (!event->size().isEmpty()) { // hidden in a splitter: there is nothing to paint on
        QCustomPlot::resizeEvent(event);
    }
}

void PlotWidget::leaveEvent(QEvent* event)
{
    m_hover.reset();
    emit hoverChanged();
    QCustomPlot::leaveEvent(event);
}

void PlotWidget::axisRemoved(QCPAxis* axis)
{
    m_held.remove(axis);
    QCustomPlot::axisRemoved(axis);
}

} // namespace h5pulse::viewer
