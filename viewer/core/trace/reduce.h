// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/frame.h"

namespace h5pulse::viewer {

/// Profiles with more points than this are thinned out before they go to the GUI thread.
inline constexpr std::size_t kMaximumProfilePoints = 200'000;
/// Images with more rows or columns than this are reduced to at most so many.
inline constexpr std::size_t kMaximumImageSide = 2048;

/// Thins out a profile: of each block of neighbours those with the smallest and the largest value stay (of
/// both parts of complex values), so that no extreme is lost.
void reduceProfile(Frame& frame, std::size_t maximumPoints = kMaximumProfilePoints);

/// Reduces an image in blocks of pixels: of each block the value farthest from the block's mean stays, so
/// that single hot or dead pixels remain visible.
void reduceImage(Frame& frame, std::size_t maximumSide = kMaximumImageSide);

} // namespace h5pulse::viewer
