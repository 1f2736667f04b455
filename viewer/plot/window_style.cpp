// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/window_style.h"

#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace h5pulse::viewer {

WindowStyle::WindowStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

void WindowStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                const QWidget* widget) const
{
    if (element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    const QPalette::ColorGroup group = option->state & State_Enabled ? QPalette::Active : QPalette::Disabled;
    const bool focus = element == PE_IndicatorCheckBox && option->state & State_HasFocus;
    const qreal side = std::min(option->rect.width(), option->rect.height()) - 1.0;
    QRectF box(0.0, 0.0, side, side);
    box.moveCenter(QRectF(option->rect).center());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(option->palette.color(group, QPalette::Base));
    painter->setPen(
        QPen(option->palette.color(group, focus ? QPalette::Highlight : QPalette::PlaceholderText), 1.0));
    painter->drawRoundedRect(box, 2.0, 2.0);
    painter->setPen(QPen(option->palette.color(group, QPalette::Text), side / 7.0, Qt::SolidLine,
                         Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&](qreal x, qreal y) { return box.topLeft() + QPointF(x, y) * side; };
    if (option->state & State_On) {
        painter->drawPolyline(QPolygonF{at(0.24, 0.52), at(0.43, 0.72), at(0.77, 0.28)});
    } else if (option->state & State_NoChange) {
        painter->drawLine(at(0.28, 0.5), at(0.72, 0.5));
    }
    painter->restore();
}

} // namespace h5pulse::viewer
