// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace h5pulse::viewer {

/// A font whose digits are equally wide, so that numbers stand still: the given one where it is so already.
QFont tabularFont(const QFont& font);

} // namespace h5pulse::viewer
