// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/veil.h"

#include <QEvent>
#include <QPainter>

namespace h5pulse::viewer {

namespace {
constexpr int kOpacity = 140; // of 255: curves stay readable, and are plainly not fresh
}

Veil::Veil(QWidget* over)
    : QWidget(over->parentWidget())
    , m_over(over)
    , m_color(Qt::white)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    hide();
    over->installEventFilter(this);
}

void Veil::setColor(const QColor& color)
{
    m_color = color;
    update();
}

bool Veil::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move) {
        setGeometry(m_over->geometry());
    }
    return QWidget::eventFilter(watched, event);
}

void Veil::showEvent(QShowEvent* event)
{
    setGeometry(m_over->geometry());
    raise();
    QWidget::showEvent(event);
}

void Veil::paintEvent(QPaintEvent*)
{
    QColor color = m_color;
    color.setAlpha(kOpacity);
    QPainter(this).fillRect(rect(), color);
}

} // namespace h5pulse::viewer
