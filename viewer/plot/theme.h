// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/preferences.h"

#include <h5pulse/service/run_status.h>

#include <QColor>
#include <QPalette>

#include <array>

namespace h5pulse::viewer {

/// The colours of the window and the plots.
struct Theme
{
    bool dark = false;
    QColor window;  ///< behind panels
    QColor surface; ///< behind plots and entries
    QColor text;
    QColor muted; ///< less important text, axes
    QColor grid;
    QColor border;
    QColor accent;    ///< live state
    QColor selection; ///< selected items, and items under the mouse
    QColor warning;
    QColor error;
    QColor neutral;               ///< idle, waiting and finished runs
    QColor stopped;               ///< a run that its user ended early, which is neither success nor failure
    std::array<QColor, 6> curves; ///< distinguishable for users with red-green colour blindness

    const QColor& curve(std::size_t i) const { return curves[i % curves.size()]; }
};

const Theme& lightTheme();
const Theme& darkTheme();

/// The dark theme if the window colour of the palette is darker than its text, else the light theme.
const Theme& themeFor(const QPalette& palette);

/// The theme as a palette of Qt's widgets.
QPalette paletteOf(const Theme& theme);

/// Colour of a run's state.
QColor phaseColor(const Theme& theme, RunPhase phase);

/// Sets style and palette of the application. With ThemeChoice::System it uses the palette of the system and
/// follows its changes. If the system prefers dark and Qt has no dark palette for it, the application uses
/// darkTheme().
void applyThemeChoice(ThemeChoice choice, bool systemPrefersDark = false);

} // namespace h5pulse::viewer
