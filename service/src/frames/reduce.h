// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/frame.h>

namespace h5pulse {

/// Thins out a profile to what can be seen, and to kMaxProfilePoints. Each block of neighbours keeps the points with
/// the smallest and the largest value (for complex values, of both parts), so that no extreme is lost.
void reduceProfile(Frame& frame, const FrameDetail& detail = {});

/// Reduces an image in blocks of pixels to what can be seen, and to kMaxImageSide. Each block keeps the value that is
/// farthest from its mean, so that single hot or dead pixels remain visible.
void reduceImage(Frame& frame, const FrameDetail& detail = {});

} // namespace h5pulse
