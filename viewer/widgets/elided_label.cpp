// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/elided_label.h"

#include "widgets/tabular_font.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace h5pulse::viewer {

namespace {
constexpr int kUsualWidth = 100;
}

ElidedLabel::ElidedLabel(QWidget* parent)
    : QWidget(parent)
{
    setFont(tabularFont(font()));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString& text)
{
    if (text != m_text) {
        m_text = text;
        setAccessibleName(text);
        update();
    }
}

QSize ElidedLabel::sizeHint() const
{
    return {kUsualWidth, fontMetrics().height() + 2};
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() &&
        fontMetrics().horizontalAdvance(m_text) > width()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), m_text, this);
        return true;
    }
    return QWidget::event(event);
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(m_text, Qt::ElideRight, width()));
}

} // namespace h5pulse::viewer
