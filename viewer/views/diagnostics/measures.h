// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <vector>

namespace h5pulse::viewer {

/// A number that sums up a field at a step.
enum class Measure { Minimum, Maximum, Mean, Norm, Change, NonFinite };

inline constexpr std::array kMeasures{Measure::Minimum, Measure::Maximum, Measure::Mean,
                                      Measure::Norm,    Measure::Change,  Measure::NonFinite};

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
