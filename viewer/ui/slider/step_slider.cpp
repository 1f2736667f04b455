// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/slider/step_slider.h"

#include "core/format.h"

#include <QAccessibleWidget>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kRadius = 6;
constexpr int kRebuildInterval = 100; // milliseconds
constexpr int kWheelStep = 120;
constexpr qreal kReach = 5.0; // pixels from a mark

/// Interface of the slider for screen readers: a value between the first and the last step, and its
/// description.
class StepSliderAccessible : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit StepSliderAccessible(StepSlider* slider)
        : QAccessibleWidget(slider, QAccessible::Slider)
    {
    }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ValueInterface ? static_cast<QAccessibleValueInterface*>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }

    QString text(QAccessible::Text kind) const override
    {
        const bool words = kind == QAccessible::Value || kind == QAccessible::Description;
        return words ? slider().description() : QAccessibleWidget::text(kind);
    }

    QVariant currentValue() const override { return static_cast<double>(slider().step()); }

    void setCurrentValue(const QVariant& value) override
    {
        const double step = value.toDouble();
        if (step >= 0.0 && step <= maximumValue().toDouble()) {
            emit slider().stepWanted(static_cast<quint64>(step));
        }
    }

    QVariant maximumValue() const override
    {
        const quint64 steps = slider().steps();
        return static_cast<double>(steps > 0 ? steps - 1 : 0);
    }
    QVariant minimumValue() const override { return 0.0; }
    QVariant minimumStepSize() const override { return 1.0; }

private:
    StepSlider& slider() const { return *static_cast<StepSlider*>(widget()); }
};

/// Registers StepSliderAccessible. Further calls do nothing.
void makeSlidersAccessible()
{
    static const bool once = [] {
        QAccessible::installFactory([](const QString&, QObject* object) -> QAccessibleInterface* {
            auto* slider = qobject_cast<StepSlider*>(object);
            return slider ? new StepSliderAccessible(slider) : nullptr;
        });
        return true;
    }();
    Q_UNUSED(once)
}

/// Tells screen readers that the step has changed.
void tellScreenReaders(StepSlider* slider)
{
    if (QAccessible::isActive()) {
        QAccessibleValueChangeEvent event(slider, static_cast<double>(slider->step()));
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace

StepSlider::StepSlider(QWidget* parent)
    : QWidget(parent)
    , m_theme(&lightTheme())
{
    makeSlidersAccessible();
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Step"));
    m_rebuild.setSingleShot(true);
    connect(&m_rebuild, &QTimer::timeout, this, &StepSlider::rebuildNow);
}

void StepSlider::setSteps(quint64 steps)
{
    if (steps != m_steps) {
        m_steps = steps;
        rebuildSoon();
        update();
    }
}

void StepSlider::setStep(quint64 step)
{
    if (step != m_step) {
        m_step = step;
        update();
        tellScreenReaders(this);
    }
}

void StepSlider::setLive(bool live)
{
    if (live != m_live) {
        m_live = live;
        update();
    }
}

void StepSlider::setOverview(const SliderOverview& overview)
{
    if (overview == m_backdrop.overview) {
        return;
    }
    const TracePtr before = std::exchange(m_backdrop.overview, overview).drawn;
    const bool sameTrace = before && overview.drawn && before->id == overview.drawn->id;
    if (before != overview.drawn) {
        sameTrace ? rebuildSoon() : rebuildNow();
    }
}

void StepSlider::setRange(const SliderRange& range)
{
    if (range != m_backdrop.range) {
        m_backdrop.range = range;
        rebuildNow();
    }
}

void StepSlider::setMarks(MarkSource source, std::vector<StepMark> marks)
{
    if (marks != this->marks(source)) {
        m_backdrop.marks[source] = std::move(marks);
        rebuildNow();
    }
}

const std::vector<StepMark>& StepSlider::marks(MarkSource source) const
{
    static const std::vector<StepMark> none;
    const auto found = m_backdrop.marks.find(source);
    return found == m_backdrop.marks.end() ? none : found->second;
}

void StepSlider::applyTheme(const Theme& theme)
{
    m_theme = &theme;
    rebuildNow();
}

void StepSlider::rebuildNow()
{
    m_rebuild.stop();
    m_stale = true;
    update();
}

void StepSlider::rebuildSoon()
{
    const qint64 since = m_built.isValid() ? m_built.elapsed() : kRebuildInterval;
    if (since >= kRebuildInterval) {
        rebuildNow();
    } else if (!m_rebuild.isActive()) {
        m_rebuild.start(static_cast<int>(kRebuildInterval - since));
    }
}

void StepSlider::updateBackdrop()
{
    const QPixmap& picture = m_backdrop.picture();
    const qreal ratio = devicePixelRatioF();
    const bool fits = m_backdrop.scale().width == width() && picture.devicePixelRatio() == ratio;
    if (m_stale || !fits) {
        m_backdrop.build(scale(), height(), ratio, *m_theme);
        m_stale = false;
        m_built.start();
    }
}

StepScale StepSlider::scale() const
{
    return {m_stepsWhileDragging > 0 ? m_stepsWhileDragging : m_steps, width()};
}

qint64 StepSlider::page() const
{
    return std::max<qint64>(10, static_cast<qint64>(m_steps / 100));
}

QPoint StepSlider::positionOf(quint64 step) const
{
    const StepScale scale = this->scale();
    const bool lonely = scale.steps < 2 && m_live; // at the right end, where new steps appear
    return {static_cast<int>(std::lround(lonely ? width() - StepScale::kMargin : scale.xOf(step))),
            SliderBackdrop::kGrooveCentre};
}

/// Step at a position. In the upper part, near a mark, it is the step of the mark.
quint64 StepSlider::stepUnder(QPointF position) const
{
    const StepScale scale = this->scale();
    const bool amongMarks = position.y() <= SliderBackdrop::kMarksHeight + 1 && m_stepsWhileDragging == 0;
    const StepMark* mark = amongMarks ? m_backdrop.markAt(scale, position.x(), kReach) : nullptr;
    return mark ? mark->step : scale.stepAt(position.x());
}

QString StepSlider::readoutAt(QPointF position) const
{
    const QString text = describeStep(m_backdrop.overview, stepUnder(position));
    const StepMark* mark = m_backdrop.markAt(scale(), position.x(), kReach);
    return mark && !mark->toolTip.isEmpty() ? mark->toolTip + QLatin1Char('\n') + text : text;
}

QString StepSlider::description() const
{
    return m_steps == 0
               ? tr("No steps")
               : tr("%1, of %2 steps").arg(describeStep(m_backdrop.overview, m_step), formatCount(m_steps));
}

void StepSlider::showReadout(QPointF position)
{
    if (m_steps > 0) {
        // Escaped, so that Qt shows markup in names literally.
        const QString text =
            QStringLiteral("<p style='white-space:pre'>%1</p>").arg(readoutAt(position).toHtmlEscaped());
        QToolTip::showText(mapToGlobal(QPoint(qRound(position.x()), height())), text, this);
    }
}

bool StepSlider::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        showReadout(static_cast<QHelpEvent*>(event)->pos());
        return true;
    }
    return QWidget::event(event);
}

void StepSlider::paintEvent(QPaintEvent*)
{
    updateBackdrop();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_backdrop.picture());
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus()) {
        painter.setPen(QPen(m_theme->selection, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4);
    }
    if (m_steps == 0) {
        return;
    }
    const QPointF handle = positionOf(m_step);
    const QColor color = m_live ? m_theme->accent : m_theme->selection;
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(StepScale::kMargin, handle.y() - 0.5 * SliderBackdrop::kGroove,
                                   handle.x() - StepScale::kMargin, SliderBackdrop::kGroove),
                            2, 2);
    painter.fillRect(QRectF(handle.x() - 0.75, SliderBackdrop::kMarksHeight, 1.5,
                            handle.y() - SliderBackdrop::kMarksHeight),
                     color);
    painter.setPen(QPen(m_theme->window, 1.5));
    painter.drawEllipse(handle, kRadius, kRadius);
}

void StepSlider::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        emit moveWanted(-1);
        break;
    case Qt::Key_Right:
    case Qt::Key_Up:
        emit moveWanted(1);
        break;
    case Qt::Key_PageUp:
        emit moveWanted(-page());
        break;
    case Qt::Key_PageDown:
        emit moveWanted(page());
        break;
    case Qt::Key_Home:
        emit stepWanted(0);
        break;
    case Qt::Key_End:
        emit stepWanted(m_steps > 0 ? m_steps - 1 : 0);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void StepSlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && m_steps > 0) {
        const quint64 step = stepUnder(event->position());
        m_stepsWhileDragging = m_steps;
        emit stepWanted(step);
    }
}

void StepSlider::mouseMoveEvent(QMouseEvent* event)
{
    if (m_stepsWhileDragging > 0) {
        emit stepWanted(scale().stepAt(event->position().x()));
    }
    showReadout(event->position());
}

void StepSlider::mouseReleaseEvent(QMouseEvent*)
{
    m_stepsWhileDragging = 0;
    rebuildSoon();
    update();
}

void StepSlider::wheelEvent(QWheelEvent* event)
{
    const QPoint angle = event->angleDelta();
    m_wheel += angle.y() != 0 ? angle.y() : -angle.x();
    const int moved = m_wheel / kWheelStep;
    m_wheel -= moved * kWheelStep;
    if (moved != 0 && m_steps > 0) {
        emit moveWanted(event->modifiers() & Qt::ControlModifier ? moved * page() : moved);
    }
    event->accept();
}

} // namespace h5pulse::viewer
