// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace h5pulse::viewer {

/// Viridis (Stefan van der Walt and Nathaniel Smith, 2015; CC0): even steps for the eye, also without colour
/// vision and in grey. Values that are not finite get `invalid`.
QCPColorGradient viridis(const QColor& invalid);

} // namespace h5pulse::viewer
