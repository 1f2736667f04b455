// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace h5pulse::viewer {

enum class Symbol { First, Previous, Play, PlayBackward, Pause, Next, Last, Menu, Close, Down };

/// A plain symbol for a button, in any colour.
QIcon symbolIcon(Symbol symbol, const QColor& color, const QColor& disabledColor);

/// The program's own icon, in all sizes.
QIcon applicationIcon();

} // namespace h5pulse::viewer
