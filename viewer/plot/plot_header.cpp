// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/plot_header.h"

#include <QPainter>

namespace h5pulse::viewer {

namespace {
constexpr int kPadding = 10;
constexpr int kGap = 16;
constexpr int kTitleKeeps = 4; // the title keeps at least 1/4 of the width beside a long readout
constexpr int kSlack = 4;      // drawn text is a fraction of a pixel wider than its metrics
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

QRect PlotHeader::textArea() const
{
    return rect().adjusted(kPadding, 4, -kPadding, 0);
}

PlotHeader::Widths PlotHeader::widths() const
{
    const int all = textArea().width();
    const int title = QFontMetrics(titleFont()).horizontalAdvance(m_title) + kSlack;
    if (m_readout.isEmpty()) {
        return {std::max(0, all), 0};
    }
    // A user who points at a value wants to read it and knows the title, so the title is elided first.
    const int readout = fontMetrics().horizontalAdvance(m_readout) + kSlack;
    const int free = all - std::min(title, all / kTitleKeeps) - kGap;
    const int right = std::clamp(readout, 0, std::max(0, free));
    return {std::max(0, all - right - kGap), right};
}

QString PlotHeader::shownTitle() const
{
    return QFontMetrics(titleFont()).elidedText(m_title, Qt::ElideRight, widths().title);
}

QString PlotHeader::shownReadout() const
{
    return fontMetrics().elidedText(m_readout, Qt::ElideRight, widths().readout);
}

void PlotHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_background);
    painter.setFont(titleFont());
    painter.setPen(m_titleColor);
    painter.drawText(textArea(), Qt::AlignLeft | Qt::AlignVCenter, shownTitle());
    painter.setFont(font());
    painter.setPen(m_readoutColor);
    painter.drawText(textArea(), Qt::AlignRight | Qt::AlignVCenter, shownReadout());
}

} // namespace h5pulse::viewer
