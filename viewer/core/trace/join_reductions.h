// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/reduction.h>

namespace h5pulse::viewer {

/// Reductions of one column, put together. All have one component.

/// Adds bins that begin where those before end.
void append(Reduction& into, const Reduction& more);

/// The whole run, in finer bins where the window has them. A bin of the whole run that lies in part under the
/// window is shortened and keeps its extremes, wherever in it they are: none is lost.
Reduction withWindow(const Reduction& whole, const Reduction& window);

} // namespace h5pulse::viewer
