// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step_slider.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {
constexpr int kRadius = 7;
constexpr int kGroove = 4;
} // namespace

StepSlider::StepSlider(QWidget* parent)
    : QWidget(parent)
    , m_theme(&lightTheme())
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setToolTip(tr("Step: drag or click. Leaves live mode."));
    setAccessibleName(tr("Step"));
}

void StepSlider::setSteps(quint64 steps)
{
    if (steps != m_steps) {
        m_steps = steps;
        update();
    }
}

void StepSlider::setStep(quint64 step)
{
    if (step != m_step) {
        m_step = step;
        update();
    }
}

void StepSlider::setLive(bool live)
{
    if (live != m_live) {
        m_live = live;
        update();
    }
}

void StepSlider::applyTheme(const Theme& theme)
{
    m_theme = &theme;
    update();
}

QPoint StepSlider::positionOf(quint64 step) const
{
    const quint64 steps = m_stepsWhileDragging > 0 ? m_stepsWhileDragging : m_steps;
    const double part = steps > 1 ? std::min(1.0, static_cast<double>(step) / static_cast<double>(steps - 1))
                                  : (m_live ? 1.0 : 0.0);
    return {static_cast<int>(std::lround(kRadius + part * (width() - 2 * kRadius))), height() / 2};
}

quint64 StepSlider::stepAt(qreal x) const
{
    const quint64 steps = m_stepsWhileDragging > 0 ? m_stepsWhileDragging : m_steps;
    if (steps < 2) {
        return 0;
    }
    const double part = std::clamp((x - kRadius) / std::max(1, width() - 2 * kRadius), 0.0, 1.0);
    return std::min(steps - 1, static_cast<quint64>(std::llround(part * static_cast<double>(steps - 1))));
}

void StepSlider::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QPointF handle = positionOf(m_step);
    QRectF groove(kRadius, 0.5 * (height() - kGroove), width() - 2 * kRadius, kGroove);
    painter.setBrush(m_theme->border);
    painter.drawRoundedRect(groove, 2, 2);
    if (m_steps == 0) {
        return;
    }
    const QColor color = m_live ? m_theme->accent : m_theme->selection;
    groove.setRight(handle.x());
    painter.setBrush(color);
    painter.drawRoundedRect(groove, 2, 2);
    painter.setPen(QPen(m_theme->window, 2));
    painter.drawEllipse(handle, kRadius, kRadius);
}

void StepSlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && m_steps > 0) {
        m_stepsWhileDragging = m_steps;
        emit stepWanted(stepAt(event->position().x()));
    }
}

void StepSlider::mouseMoveEvent(QMouseEvent* event)
{
    if (m_stepsWhileDragging > 0) {
        emit stepWanted(stepAt(event->position().x()));
    }
}

void StepSlider::mouseReleaseEvent(QMouseEvent*)
{
    m_stepsWhileDragging = 0;
    update();
}

} // namespace h5pulse::viewer
