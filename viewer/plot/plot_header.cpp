// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/plot_header.h"

#include <QPainter>

namespace h5pulse::viewer {

namespace {
constexpr int kPadding = 10;
constexpr int kGap = 16;
constexpr int kSlack = 4; // texts are a fraction of a pixel wider than their metrics say
} // namespace

PlotHeader::PlotHeader(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    applyTheme(lightTheme());
}

void PlotHeader::setTitle(const QString& title)
{
    if (title != m_title) {
        m_title = title;
        setAccessibleName(title);
        update();
        emit changed();
    }
}

void PlotHeader::setReadout(const QString& readout)
{
    if (readout != m_readout) {
        m_readout = readout;
        setAccessibleDescription(readout);
        update();
        emit changed();
    }
}

void PlotHeader::applyTheme(const Theme& theme)
{
    m_titleColor = theme.text;
    m_readoutColor = theme.muted;
    m_background = theme.surface;
    update();
}

QFont PlotHeader::titleFont() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return bold;
}

QSize PlotHeader::sizeHint() const
{
    return {200, QFontMetrics(titleFont()).height() + 12};
}

void PlotHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_background);
    const QRect area = rect().adjusted(kPadding, 4, -kPadding, 0);
    const QFontMetrics titleMetrics(titleFont());
    const int wanted = titleMetrics.horizontalAdvance(m_title) + kSlack;
    const int readoutWidth = fontMetrics().horizontalAdvance(m_readout) + kSlack;
    // The readout gives way first, down to half of the width.
    const int free = area.width() - std::min(wanted, area.width() / 2) - kGap;
    const int right = m_readout.isEmpty() ? 0 : std::clamp(readoutWidth, 0, std::max(0, free));
    const int left = std::max(0, area.width() - (right > 0 ? right + kGap : 0));

    painter.setFont(titleFont());
    painter.setPen(m_titleColor);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                     titleMetrics.elidedText(m_title, Qt::ElideRight, left));
    painter.setFont(font());
    painter.setPen(m_readoutColor);
    painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter,
                     fontMetrics().elidedText(m_readout, Qt::ElideRight, right));
}

} // namespace h5pulse::viewer
