// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/plot_widget.h"

#include <QApplication>

#include <cmath>
#include <utility>

namespace h5pulse::viewer {

namespace {

/// Room for tick labels, so that plots above each other are aligned and do not move.
constexpr int kLeftMargin = 76;
constexpr double kZoomPerNotch = 0.85;
constexpr int kAngleOfNotch = 120;
constexpr int kMinBox = 5; // pixels; a direction in which a box is thinner is not zoomed
constexpr int kBoxAlpha = 40;

} // namespace

PlotWidget::PlotWidget(QWidget* parent)
    : QCustomPlot(parent)
    , m_theme(&lightTheme())
{
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    setNoAntialiasingOnDrag(false);
    // Qt's time for one path grows with the number of crossings of its edges: a thousand noisy points take
    // half a second. Separate lines are two hundred times as fast.
    setPlottingHint(QCP::phFastPolylines);
    m_clock.start();
    addLayer(overlayLayer(), layer(QStringLiteral("legend")), QCustomPlot::limAbove);
    layer(overlayLayer())->setMode(QCPLayer::lmBuffered);
    setMouseTracking(true);
    setFocusPolicy(Qt::WheelFocus);
    connect(selectionRect(), &QCPSelectionRect::accepted, this, &PlotWidget::zoomTo);
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
            style(axis);
        }
    }
    QColor inside = theme.selection;
    inside.setAlpha(kBoxAlpha);
    selectionRect()->setPen(QPen(theme.selection));
    selectionRect()->setBrush(inside);
    scheduleReplot();
}

void PlotWidget::adopt(QCPAxisRect* rect, const QString& keyName, const QString& valueName)
{
    rect->setupFullAxesBox(false);
    for (QCPAxis* axis : {rect->axis(QCPAxis::atTop), rect->axis(QCPAxis::atRight)}) {
        axis->setVisible(false);
    }
    rect->setMinimumMargins(QMargins(kLeftMargin, 8, 18, 8));
    for (QCPAxis* axis : rect->axes()) {
        style(axis);
    }
    setName(rect->axis(QCPAxis::atBottom), keyName);
    setName(rect->axis(QCPAxis::atLeft), valueName);
}

void PlotWidget::setName(QCPAxis* axis, const QString& name)
{
    axis->setObjectName(name);
    if (!m_named.contains(axis)) {
        m_named << axis;
    }
    if (isHeld(axis)) {
        axis->setRange(m_held[name]);
    }
}

void PlotWidget::style(QCPAxis* axis) const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.92);
    axis->setNumberPrecision(6);
    axis->setNumberFormat(QStringLiteral("gb"));
    axis->setTickLabelFont(small);
    axis->setLabelFont(font());
    axis->setBasePen(QPen(m_theme->border));
    axis->setTickPen(QPen(m_theme->border));
    axis->setSubTickPen(axis->scaleType() == QCPAxis::stLogarithmic ? QPen(m_theme->border) : Qt::NoPen);
    axis->setTickLength(0, 4);
    axis->setSubTickLength(0, 2);
    axis->setTickLabelColor(m_theme->muted);
    axis->setLabelColor(m_theme->text);
    axis->setLabelPadding(6);
    axis->grid()->setPen(QPen(m_theme->grid));
    axis->grid()->setZeroLinePen(QPen(m_theme->grid));
    axis->grid()->setSubGridVisible(false);
}

QPen PlotWidget::curvePen(const QColor& color, double width)
{
    return QPen(color, width, Qt::SolidLine, Qt::FlatCap); // other caps draw dots where lines meet
}

void PlotWidget::fit(QCPAxis* axis, double lower, double upper)
{
    if (!isHeld(axis) && QCPRange::validRange(lower, upper)) {
        axis->setRange(lower, upper);
    }
}

void PlotWidget::follow(const QString& name, const std::optional<QCPRange>& range)
{
    if (range) {
        m_held[name] = *range;
    } else {
        m_held.remove(name);
    }
    apply(m_held);
    record(range.has_value());
}

void PlotWidget::release(const QCPAxis* axis)
{
    if (m_held.remove(axis->objectName()) > 0) {
        record(false);
    }
}

void PlotWidget::releaseAxes()
{
    m_held.clear();
    record(false);
    emit zoomed();
}

void PlotWidget::forgetZoom(const QStringList& kept)
{
    ZoomState held;
    for (const QString& name : kept) {
        if (m_held.contains(name)) {
            held[name] = m_held[name];
        }
    }
    m_held = held;
    m_history.clear();
    m_history.record(m_held, false, m_clock.elapsed());
    emit historyChanged();
}

void PlotWidget::record(bool small)
{
    m_history.record(m_held, small, m_clock.elapsed());
    emit historyChanged();
}

void PlotWidget::apply(const ZoomState& state)
{
    m_held = state;
    for (QCPAxis* axis : std::as_const(m_named)) {
        if (isHeld(axis)) {
            axis->setRange(m_held[axis->objectName()]);
        }
    }
    scheduleReplot();
}

void PlotWidget::zoomBack()
{
    if (canZoomBack()) {
        apply(m_history.back());
        emit historyChanged();
        emit zoomed();
    }
}

void PlotWidget::zoomForward()
{
    if (canZoomForward()) {
        apply(m_history.forward());
        emit historyChanged();
        emit zoomed();
    }
}

void PlotWidget::zoomTo(const QRect& box)
{
    const QRect area = box.normalized();
    QCPAxisRect* rect = m_pressed ? innerRectAt(*m_pressed) : nullptr;
    if (!rect) {
        return;
    }
    const auto zoom = [this](QCPAxis* axis, int first, int last) {
        if (last - first >= kMinBox) {
            QCPRange range(axis->pixelToCoord(first), axis->pixelToCoord(last));
            range.normalize();
            axis->setRange(range);
            hold(axis);
        }
    };
    const QRect inner = area.intersected(rect->rect());
    zoom(rect->axis(QCPAxis::atBottom), inner.left(), inner.right());
    zoom(rect->axis(QCPAxis::atLeft), inner.top(), inner.bottom());
    record(false);
    emit zoomed();
    scheduleReplot();
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

void PlotWidget::paintEvent(QPaintEvent* event)
{
    if (m_painting == Painting::Buffered) {
        QCustomPlot::paintEvent(event);
        return;
    }
    QCPPainter painter(this);
    painter.setMode(QCPPainter::pmVectorized, m_painting == Painting::Vectors);
    toPainter(&painter, width(), height());
}

QList<QCPAxis*> PlotWidget::axesFor(const QPointF& position, Qt::KeyboardModifiers modifiers) const
{
    if (const auto* scale = qobject_cast<QCPColorScale*>(layoutElementAt(position))) {
        return {scale->axis()};
    }
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
    const double notches = static_cast<double>(event->angleDelta().y()) / kAngleOfNotch;
    const QList<QCPAxis*> axes = axesFor(event->position(), event->modifiers());
    for (QCPAxis* axis : axes) {
        const double pixel =
            axis->orientation() == Qt::Horizontal ? event->position().x() : event->position().y();
        axis->scaleRange(std::pow(kZoomPerNotch, notches), axis->pixelToCoord(pixel));
        hold(axis);
    }
    event->accept();
    if (!axes.isEmpty()) {
        record(true);
        emit zoomed();
        scheduleReplot();
    }
}

void PlotWidget::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::BackButton || event->button() == Qt::ForwardButton) {
        event->button() == Qt::BackButton ? zoomBack() : zoomForward();
        event->accept();
        return;
    }
    const QPointF position = event->position();
    m_doubleClicked = false;
    m_dragged = false;
    m_pressed = event->button() == Qt::LeftButton ? std::optional(position) : std::nullopt;
    const bool box = m_pressed && (event->modifiers() & Qt::ShiftModifier) && innerRectAt(position);
    setSelectionRectMode(box ? QCP::srmCustom : QCP::srmNone);
    m_dragAxes = box || !m_pressed ? QList<QCPAxis*>() : axesFor(position, event->modifiers());
    if (QCPAxisRect* rect = axisRectAt(position)) {
        rect->setRangeDragAxes(m_dragAxes);
    }
    QCustomPlot::mousePressEvent(event);
}

void PlotWidget::mouseMoveEvent(QMouseEvent* event)
{
    m_hover = event->position();
    m_dragged = m_dragged || (m_pressed && (event->position() - *m_pressed).manhattanLength() >=
                                               QApplication::startDragDistance() / 2.0);
    if (!m_pressed || m_dragged) {
        QCustomPlot::mouseMoveEvent(event); // tiny movements during a click do not pan
    }
    if (m_pressed && m_dragged && !m_dragAxes.isEmpty()) {
        for (const QCPAxis* axis : std::as_const(m_dragAxes)) {
            hold(axis);
        }
        emit zoomed();
    }
    emit hoverChanged();
}

void PlotWidget::mouseReleaseEvent(QMouseEvent* event)
{
    const bool isClick = m_pressed && !m_dragged && !m_doubleClicked && event->button() == Qt::LeftButton;
    QCustomPlot::mouseReleaseEvent(event);
    if (m_pressed && m_dragged && !m_dragAxes.isEmpty()) {
        record(false);
    }
    m_pressed.reset();
    m_dragAxes.clear();
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
    if (!event->size().isEmpty()) { // empty when hidden in a splitter; QCustomPlot cannot paint on it
        QCustomPlot::resizeEvent(event);
    }
}

void PlotWidget::leaveEvent(QEvent* event)
{
    m_hover.reset();
    emit hoverChanged();
    QCustomPlot::leaveEvent(event);
}

std::optional<QPointF> PlotWidget::setHoverPosition(const std::optional<QPointF>& position)
{
    const std::optional<QPointF> before = std::exchange(m_hover, position);
    if (before != position) {
        emit hoverChanged();
    }
    return before;
}

void PlotWidget::axisRemoved(QCPAxis* axis)
{
    m_named.removeAll(axis);
    m_dragAxes.removeAll(axis);
    QCustomPlot::axisRemoved(axis);
}

} // namespace h5pulse::viewer
