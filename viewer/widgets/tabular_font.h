// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace h5pulse::viewer {

/// A font with digits of equal widths, so that changing numbers do not move. Returns the given font if it has
/// such digits.
QFont tabularFont(const QFont& font);

} // namespace h5pulse::viewer
