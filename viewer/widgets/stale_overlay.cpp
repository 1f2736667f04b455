// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stale_overlay.h"

#include <QEvent>
#include <QPainter>

namespace h5pulse::viewer {

namespace {
constexpr int kOpacity = 140; // of 255; curves stay readable but look faded
}

StaleOverlay::StaleOverlay(QWidget* over)
    : QWidget(over->parentWidget())
    , m_over(over)
    , m_color(Qt::white)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    hide();
    over->installEventFilter(this);
}

void StaleOverlay::setColor(const QColor& color)
{
    m_color = color;
    update();
}

bool StaleOverlay::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move) {
        setGeometry(m_over->geometry());
    }
    return QWidget::eventFilter(watched, event);
}

void StaleOverlay::showEvent(QShowEvent* event)
{
    setGeometry(m_over->geometry());
    raise();
    QWidget::showEvent(event);
}

void StaleOverlay::paintEvent(QPaintEvent*)
{
    QColor color = m_color;
    color.setAlpha(kOpacity);
    QPainter(this).fillRect(rect(), color);
}

} // namespace h5pulse::viewer
