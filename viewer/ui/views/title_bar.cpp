// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/title_bar.h"

#include <QPainter>

namespace h5pulse::viewer {

namespace {
constexpr int kStripe = 2;
}

TitleBar::TitleBar(QWidget* parent)
    : QWidget(parent)
    , m_theme(&lightTheme())
{
    setContentsMargins(0, kStripe, 0, 0); // also without focus, so that the contents keep their position
}

void TitleBar::setFocused(bool focused)
{
    if (focused != m_focused) {
        m_focused = focused;
        update();
    }
}

void TitleBar::applyTheme(const Theme& theme)
{
    m_theme = &theme;
    update();
}

void TitleBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->surface);
    if (m_focused) {
        painter.fillRect(QRect(0, 0, width(), kStripe), m_theme->selection);
    }
}

} // namespace h5pulse::viewer
