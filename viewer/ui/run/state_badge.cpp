// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/state_badge.h"

#include "core/run/run_texts.h"
#include "core/texts.h"
#include "widgets/tabular_font.h"

namespace h5pulse::viewer {

StateBadge::StateBadge(QWidget* parent)
    : QLabel(parent)
    , m_theme(&lightTheme())
{
    setFont(tabularFont(font()));
    setAlignment(Qt::AlignCenter);
    setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("  unreachable  ")) + 8);
    refresh();
}

void StateBadge::setStatus(const RunStatus& status)
{
    m_phase = status.phase;
    setText(stateWord(status));
    const QString what = tr("State of the run");
    setToolTip(status.message.empty() ? what : QStringLiteral("%1: %2").arg(what, toText(status.message)));
    refresh();
}

void StateBadge::applyTheme(const Theme& theme)
{
    m_theme = &theme;
    refresh();
}

void StateBadge::refresh()
{
    const QString style =
        QStringLiteral(
            "QLabel { background: %1; color: %2; border-radius: 8px; padding: 1px 6px; font-weight: 600; }")
            .arg(phaseColor(*m_theme, m_phase).name(), m_theme->surface.name());
    if (styleSheet() != style) {
        setStyleSheet(style);
    }
}

} // namespace h5pulse::viewer
