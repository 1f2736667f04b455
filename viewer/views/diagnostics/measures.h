// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/diagnostics.h>

#include <QString>

#include <vector>

namespace h5pulse::viewer {

/// Those that are shown until the user chooses.
std::vector<Measure> usualMeasures();

/// In settings; never translated.
QString idOf(Measure measure);
/// In menus, with a mnemonic.
QString actionOf(Measure measure);
/// In plots: "L2 norm".
QString nameOf(Measure measure);
/// A sentence on what it is.
QString tipOf(Measure measure);

} // namespace h5pulse::viewer
