// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/icons.h"

#include <QPainter>
#include <QPixmap>

namespace h5pulse::viewer {

namespace {

constexpr int kSide = 16;
constexpr qreal kPixelRatio = 4.0; // sharp on any screen

void triangle(QPainter& painter, qreal left, qreal right)
{
    painter.drawPolygon(QPolygonF{QPointF(left, 3.5), QPointF(right, 8.0), QPointF(left, 12.5)});
}

void bar(QPainter& painter, qreal left, qreal width)
{
    painter.drawRect(QRectF(left, 3.5, width, 9.0));
}

void draw(QPainter& painter, Symbol symbol)
{
    switch (symbol) {
    case Symbol::First:
        bar(painter, 3.0, 1.8);
        triangle(painter, 13.0, 5.5);
        break;
    case Symbol::Previous:
        triangle(painter, 11.5, 4.5);
        break;
    case Symbol::Play:
        triangle(painter, 4.0, 13.0);
        break;
    case Symbol::PlayBackward:
        triangle(painter, 12.0, 3.0);
        break;
    case Symbol::Pause:
        bar(painter, 4.0, 2.8);
        bar(painter, 9.2, 2.8);
        break;
    case Symbol::Next:
        triangle(painter, 4.5, 11.5);
        break;
    case Symbol::Last:
        triangle(painter, 3.0, 10.5);
        bar(painter, 11.2, 1.8);
        break;
    case Symbol::Menu:
        for (const qreal y : {3.5, 8.0, 12.5}) {
            painter.drawEllipse(QPointF(8.0, y), 1.4, 1.4);
        }
        break;
    case Symbol::Close:
        painter.setPen(QPen(painter.brush(), 1.5, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(4.5, 4.5), QPointF(11.5, 11.5));
        painter.drawLine(QPointF(4.5, 11.5), QPointF(11.5, 4.5));
        break;
    case Symbol::Down:
        painter.drawPolygon(QPolygonF{QPointF(4.0, 6.0), QPointF(12.0, 6.0), QPointF(8.0, 10.5)});
        break;
    }
}

QPixmap pixmap(Symbol symbol, const QColor& color)
{
    QPixmap result(QSize(kSide, kSide) * kPixelRatio);
    result.setDevicePixelRatio(kPixelRatio);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    draw(painter, symbol);
    return result;
}

} // namespace

QIcon symbolIcon(Symbol symbol, const QColor& color, const QColor& disabledColor)
{
    QIcon icon(pixmap(symbol, color));
    icon.addPixmap(pixmap(symbol, disabledColor), QIcon::Disabled);
    return icon;
}

QIcon applicationIcon()
{
    QIcon icon;
    for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
        icon.addFile(QStringLiteral(":/icons/h5pulse-%1.png").arg(side), QSize(side, side));
    }
    return icon;
}

} // namespace h5pulse::viewer
