// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace h5pulse::viewer {

enum class Symbol { First, Previous, Play, PlayBackward, Pause, Next, Last, Menu, Close, Down };

/// Symbol for a button in the given colours.
QIcon symbolIcon(Symbol symbol, const QColor& color, const QColor& disabledColor);

/// Icon of the program, in all sizes.
QIcon applicationIcon();

} // namespace h5pulse::viewer
