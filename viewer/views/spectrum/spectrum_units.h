// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace h5pulse::viewer {

/// "1/m" of "m", "Hz" of "s", "1/(m/s)" of "m/s"; nothing of nothing.
QString inverseUnits(const QString& units);

/// Units of a power spectral density: "V² m" of "V" over "m", "V²/Hz" of "V" over "s".
QString densityUnits(const QString& units, const QString& spacingUnits);

} // namespace h5pulse::viewer
