// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/theme.h"

#include "plot/window_style.h"

#include <QApplication>

namespace h5pulse::viewer {

const Theme& lightTheme()
{
    static const Theme theme{.dark = false,
                             .window = QColor(0xf4f5f7),
                             .surface = QColor(0xffffff),
                             .text = QColor(0x1c2128),
                             .muted = QColor(0x5b6470),
                             .grid = QColor(0xe6e9ed),
                             .border = QColor(0xd0d5dc),
                             .accent = QColor(0x0b8a4b),
                             .selection = QColor(0x2563c9),
                             .warning = QColor(0xa85f00),
                             .error = QColor(0xc42b2b),
                             .neutral = QColor(0x5b6470),
                             .stopped = QColor(0x6b5a94),
                             .curves = {QColor(0x2563c9), QColor(0xc2570c), QColor(0x7c3aed),
                                        QColor(0xbe185d), QColor(0x7d6012), QColor(0x475569)}};
    return theme;
}

const Theme& darkTheme()
{
    static const Theme theme{.dark = true,
                             .window = QColor(0x1b1e23),
                             .surface = QColor(0x121417),
                             .text = QColor(0xe4e7eb),
                             .muted = QColor(0x9aa4b0),
                             .grid = QColor(0x262b32),
                             .border = QColor(0x3a414a),
                             .accent = QColor(0x2fbf77),
                             .selection = QColor(0x6ea8fe),
                             .warning = QColor(0xe0a030),
                             .error = QColor(0xf06a6a),
                             .neutral = QColor(0x8a94a0),
                             .stopped = QColor(0xa99cc6),
                             .curves = {QColor(0x6ea8fe), QColor(0xfb923c), QColor(0xc4a7ff),
                                        QColor(0xf472b6), QColor(0xe3c34a), QColor(0xaab4c0)}};
    return theme;
}

const Theme& themeFor(const QPalette& palette)
{
    const bool dark =
        palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
    return dark ? darkTheme() : lightTheme();
}

QPalette paletteOf(const Theme& theme)
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, const QColor& color) { palette.setColor(role, color); };
    const QColor button = theme.dark ? theme.window.lighter(130) : theme.surface;
    set(QPalette::Window, theme.window);
    set(QPalette::WindowText, theme.text);
    set(QPalette::Base, theme.surface);
    set(QPalette::AlternateBase, theme.window);
    set(QPalette::Text, theme.text);
    set(QPalette::Button, button);
    set(QPalette::ButtonText, theme.text);
    set(QPalette::BrightText, theme.error);
    set(QPalette::Light, theme.dark ? theme.border : QColor(Qt::white));
    set(QPalette::Midlight, theme.grid);
    set(QPalette::Mid, theme.border);
    set(QPalette::Dark, theme.dark ? QColor(0x0c0e10) : QColor(0xa6aeb8));
    set(QPalette::Shadow, QColor(Qt::black));
    set(QPalette::Highlight, theme.selection);
    set(QPalette::HighlightedText, theme.dark ? theme.surface : QColor(Qt::white));
    set(QPalette::Link, theme.selection);
    set(QPalette::LinkVisited, theme.selection);
    set(QPalette::ToolTipBase, theme.surface);
    set(QPalette::ToolTipText, theme.text);
    set(QPalette::PlaceholderText, theme.muted);
    const QColor off = theme.dark ? QColor(0x646c76) : QColor(0x9aa2ac);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, off);
    }
    return palette;
}

QColor phaseColor(const Theme& theme, RunPhase phase)
{
    switch (phase) {
    case RunPhase::Live:
        return theme.accent;
    case RunPhase::Stalled:
    case RunPhase::Unreachable:
        return theme.warning;
    case RunPhase::Failed:
    case RunPhase::Crashed:
    case RunPhase::Unreadable:
        return theme.error;
    case RunPhase::Stopped:
        return theme.stopped;
    case RunPhase::Idle:
    case RunPhase::Waiting:
    case RunPhase::Finished:
        break;
    }
    return theme.neutral;
}

void applyThemeChoice(ThemeChoice choice, bool systemPrefersDark)
{
    if (!qobject_cast<WindowStyle*>(QApplication::style())) {
        QApplication::setStyle(new WindowStyle);
    }
    if (choice != ThemeChoice::System) {
        QApplication::setPalette(paletteOf(choice == ThemeChoice::Dark ? darkTheme() : lightTheme()));
        return;
    }
    QApplication::setPalette(QPalette()); // an empty palette means the palette of the system
    if (systemPrefersDark && !themeFor(QApplication::palette()).dark) {
        QApplication::setPalette(paletteOf(darkTheme())); // no platform theme provides a dark palette
    }
}

} // namespace h5pulse::viewer
