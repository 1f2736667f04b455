// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/frame.h>

namespace h5pulse::viewer {

/// The detail that a plot of some width needs. It changes in steps, so that the user can resize and zoom for a while with
/// the same frame.
/// @param pixels   width of the plot
/// @param visible  the part of a profile that the user zoomed into; none: all of it
/// @param before   the detail until now, which stays if it is good enough
FrameDetail visibleDetail(int pixels, const std::optional<ProfileWindow>& visible, const FrameDetail& before);

} // namespace h5pulse::viewer
