// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels.h"

#include <qcustomplot.h>

#include <array>

namespace h5pulse::viewer {

/// Colours for values. All have even steps for the eye, and can be told apart without colour vision; all but
/// the diverging one also in grey.
enum class ColorMap {
    Viridis,  ///< Stefan van der Walt and Nathaniel Smith, 2015; CC0
    Cividis,  ///< Jamie Nuñez, Christopher Anderton and Ryan Renslow, 2018; CC0
    Inferno,  ///< as viridis
    Grey,     ///< from black to white
    Diverging ///< blue, white, red, of equal lightness at both sides of the middle in Oklab: for signed
              ///< values
};

inline constexpr std::array kColorMaps{ColorMap::Viridis, ColorMap::Cividis, ColorMap::Inferno,
                                       ColorMap::Grey, ColorMap::Diverging};

/// @param reversed  the highest values get what the lowest would
/// @param invalid   for values that are not finite
QCPColorGradient gradientOf(ColorMap map, bool reversed, const QColor& invalid);

/// In menus.
QString titleOf(ColorMap map);
/// In settings; never translated.
QString idOf(ColorMap map);
/// Viridis, where there is none of that id.
ColorMap colorMapOf(const QString& id);

} // namespace h5pulse::viewer
