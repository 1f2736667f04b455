// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels.h"

#include <qcustomplot.h>

#include <array>

namespace h5pulse::viewer {

/// Colour maps. All are perceptually uniform and suit colour-blind users. All except Diverging also work in
/// greyscale.
enum class ColorMap {
    Viridis,  ///< Stefan van der Walt and Nathaniel Smith, 2015; CC0
    Cividis,  ///< Jamie Nuñez, Christopher Anderton and Ryan Renslow, 2018; CC0
    Inferno,  ///< by the authors of Viridis; CC0
    Grey,     ///< from black to white
    Diverging ///< blue, white, red for signed values; lightness in Oklab is symmetric about the middle
};

inline constexpr std::array kColorMaps{ColorMap::Viridis, ColorMap::Cividis, ColorMap::Inferno,
                                       ColorMap::Grey, ColorMap::Diverging};

/// @param reversed  swaps the colours of the lowest and the highest values
/// @param invalid   colour of non-finite values
QCPColorGradient gradientOf(ColorMap map, bool reversed, const QColor& invalid);

/// Title in menus.
QString titleOf(ColorMap map);
/// Name in stored settings; never translated.
QString idOf(ColorMap map);
/// Viridis, if the id is unknown.
ColorMap colorMapOf(const QString& id);

} // namespace h5pulse::viewer
