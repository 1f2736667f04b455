// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sparkline.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace h5pulse::viewer {

namespace {
constexpr qreal kMargin = 1.5; // keeps the line within the widget
constexpr qreal kLineWidth = 1.25;
} // namespace

Sparkline::Sparkline(std::size_t values, QWidget* parent)
    : QWidget(parent)
    , m_theme(&lightTheme())
    , m_capacity(std::max<std::size_t>(values, 2))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Sparkline::add(double value)
{
    m_values.push_back(value);
    if (m_values.size() > m_capacity) {
        m_values.pop_front();
    }
    update();
}

void Sparkline::clear()
{
    m_values.clear();
    update();
}

void Sparkline::applyTheme(const Theme& theme)
{
    m_theme = &theme;
    update();
}

void Sparkline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin);
    painter.setPen(QPen(m_theme->border, 1.0));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    double highest = 0.0;
    for (const double value : m_values) {
        highest = std::isfinite(value) ? std::max(highest, value) : highest;
    }
    const qreal stride = area.width() / static_cast<qreal>(m_capacity - 1);
    qreal x = area.right() - stride * static_cast<qreal>(m_values.empty() ? 0 : m_values.size() - 1);
    QPainterPath path;
    bool isOpen = false;
    for (const double value : m_values) {
        const bool known = std::isfinite(value);
        if (known) {
            const double part = highest > 0.0 ? std::clamp(value / highest, 0.0, 1.0) : 0.0;
            const QPointF point(x, area.bottom() - part * area.height());
            if (isOpen) {
                path.lineTo(point);
            } else {
                path.moveTo(point);
                path.lineTo(point + QPointF(0.01, 0.0)); // draws a single value as a dot
            }
        }
        isOpen = known;
        x += stride;
    }
    painter.setPen(QPen(m_theme->muted, kLineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
}

} // namespace h5pulse::viewer
