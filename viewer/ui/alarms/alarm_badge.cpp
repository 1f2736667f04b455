// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarm_badge.h"

#include "widgets/tabular_font.h"

#include <algorithm>

namespace h5pulse::viewer {

namespace {
constexpr std::size_t kMaxShown = 99;
}

QColor severityColor(const Theme& theme, Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return theme.neutral;
    case Severity::Warning:
        return theme.warning;
    case Severity::Error:
        return theme.error;
    }
    return theme.neutral;
}

AlarmBadge::AlarmBadge(QWidget* parent)
    : QToolButton(parent)
    , m_theme(&lightTheme())
{
    setFocusPolicy(Qt::NoFocus);
    QFont bold = tabularFont(font());
    bold.setWeight(QFont::DemiBold);
    setFont(bold);
    setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("99+")) + 16);
    refresh();
}

void AlarmBadge::showAlarms(std::size_t count, Severity worst)
{
    m_count = count;
    m_worst = worst;
    refresh();
}

void AlarmBadge::applyTheme(const Theme& theme)
{
    m_theme = &theme;
    refresh();
}

void AlarmBadge::refresh()
{
    setText(m_count > kMaxShown ? QStringLiteral("%1+").arg(kMaxShown) : QString::number(m_count));
    const QString tip = tr("%n unacknowledged alarm(s)", nullptr,
                           static_cast<int>(std::min<std::size_t>(m_count, 1'000'000)));
    setToolTip(tip);
    setAccessibleName(tip);
    const QString style =
        QStringLiteral("QToolButton { background: %1; color: %2; border: none; border-radius: 8px; "
                       "padding: 1px 6px; }")
            .arg(severityColor(*m_theme, m_worst).name(), m_theme->surface.name());
    if (styleSheet() != style) {
        setStyleSheet(style);
    }
    setVisible(m_count > 0);
}

} // namespace h5pulse::viewer
