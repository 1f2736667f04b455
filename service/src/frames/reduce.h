// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/frame.h>

namespace h5pulse {

/// Thins out a profile: of each block of neighbours those with the smallest and the largest value stay (of
/// both parts of complex values), so that no extreme is lost.
void reduceProfile(Frame& frame, std::size_t maximumPoints = kMaxProfilePoints);

/// Reduces an image in blocks of pixels: of each block the value farthest from the block's mean stays, so
/// that single hot or dead pixels remain visible.
void reduceImage(Frame& frame, std::size_t maximumSide = kMaxImageSide);

} // namespace h5pulse
