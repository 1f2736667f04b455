// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/preferences.h"

#include <h5pulse/service/run_status.h>

#include <QColor>
#include <QPalette>

#include <array>

namespace h5pulse::viewer {

/// The colours of everything that is drawn. One accent, for what is live.
struct Theme
{
    bool dark = false;
    QColor window;  ///< behind panels
    QColor surface; ///< behind plots and entries
    QColor text;
    QColor muted; ///< less important text, axes
    QColor grid;
    QColor border;
    QColor accent;    ///< what is live
    QColor selection; ///< what is selected or under the cursor
    QColor warning;
    QColor error;
    QColor neutral;               ///< states that are over
    QColor stopped;               ///< a run that its user ended early: neither good nor bad
    std::array<QColor, 6> curves; ///< distinguishable also without red and green

    const QColor& curve(std::size_t i) const { return curves[i % curves.size()]; }
};

const Theme& lightTheme();
const Theme& darkTheme();

/// The theme that goes with the colours of the system.
const Theme& themeFor(const QPalette& palette);

/// The theme as colours for Qt's widgets.
QPalette paletteOf(const Theme& theme);

/// Colour of a run's state.
QColor phaseColor(const Theme& theme, RunPhase phase);

/// Makes the application look as chosen, at start and later. With System it has the system's palette, also
/// when that changes; where the system prefers dark and Qt does not know how, ours.
void applyThemeChoice(ThemeChoice choice, bool systemPrefersDark = false);

} // namespace h5pulse::viewer
