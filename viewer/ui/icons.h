// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace h5pulse::viewer {

enum class MediaSymbol { First, Previous, Play, Pause, Next, Last };

/// A plain symbol for a button, in any colour.
QIcon mediaIcon(MediaSymbol symbol, const QColor& color, const QColor& disabledColor);

/// The program's own icon, in all sizes.
QIcon applicationIcon();

} // namespace h5pulse::viewer
