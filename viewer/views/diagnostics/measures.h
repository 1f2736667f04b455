// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/diagnostics.h>

#include <QString>

#include <vector>

namespace h5pulse::viewer {

/// The measures that a new view shows.
std::vector<Measure> usualMeasures();

/// Name in settings; never translated.
QString idOf(Measure measure);
/// Text of the menu entry, with a mnemonic.
QString actionOf(Measure measure);
/// Name in plots: "L2 norm".
QString nameOf(Measure measure);
/// Tool tip with the definition of the measure.
QString tipOf(Measure measure);

} // namespace h5pulse::viewer
