// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels.h"

#include <h5pulse/service/spectrum.h>

#include <QString>

namespace h5pulse::viewer {

/// Text about the samples: "u   step 12   t = 3.4 s", "e   t = 10 to 20 s".
QString titleOf(const SpectrumResult& result);
/// Remarks on the selection of the samples: "times are not even: resampled".
QStringList notesOf(const SpectrumResult& result);

/// "1/m" for "m", "Hz" for "s", "1/(m/s)" for "m/s". Empty for no units.
QString inverseUnits(const QString& units);

/// Units of a power spectral density: "V² m" for "V" over "m", "V²/Hz" for "V" over "s".
QString densityUnits(const QString& units, const QString& spacingUnits);

/// "frequency" or "wave number", and its units.
QString keyNameOf(const SpectrumResult& result);
QString keyUnitsOf(const SpectrumResult& result);
/// "amplitude" or "density", for readouts, and its units.
QString valueNameOf(const SpectrumResult& result);
QString valueUnitsOf(const SpectrumResult& result);
/// For axes: "frequency [Hz]", "power spectral density [V²/Hz]".
QString keyLabelOf(const SpectrumResult& result);
QString valueLabelOf(const SpectrumResult& result);

/// Readout of a point: "frequency 2 Hz   period 0.5 s   amplitude 3 V".
QString textAt(const SpectrumResult& result, std::size_t i);
/// Readout of the differences of a point to a marked one.
QString differenceText(const SpectrumResult& result, std::size_t i, std::size_t mark);

} // namespace h5pulse::viewer
