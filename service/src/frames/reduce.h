// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/frame.h>

namespace h5pulse {

/// Thins out a profile. Each block of neighbours keeps the points with the smallest and the largest value
/// (for complex values, of both parts), so that no extreme is lost.
void reduceProfile(Frame& frame, std::size_t maximumPoints = kMaxProfilePoints);

/// Reduces an image in blocks of pixels. Each block keeps the value that is farthest from its mean, so that
/// single hot or dead pixels remain visible.
void reduceImage(Frame& frame, std::size_t maximumSide = kMaxImageSide);

} // namespace h5pulse
