// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scale/visible_detail.h"

#include <algorithm>

namespace h5pulse::viewer {

namespace {

constexpr std::size_t kPixelStep = 64;
constexpr double kMargin = 0.25;       // at both ends of the visible part, relative to it
constexpr double kMaxWidth = 2.0;      // of a window, relative to the visible part
constexpr std::size_t kPixelShare = 2; // so that the visible part of the widest window still has all pixels

bool isGoodFor(const ProfileWindow& window, const ProfileWindow& visible)
{
    return window.first <= visible.first && visible.last <= window.last &&
           window.last - window.first <= kMaxWidth * (visible.last - visible.first);
}

} // namespace

FrameDetail visibleDetail(int pixels, const std::optional<ProfileWindow>& visible, const FrameDetail& before)
{
    const std::size_t steps = (static_cast<std::size_t>(std::max(1, pixels)) + kPixelStep - 1) / kPixelStep;
    if (!visible) {
        return {.pixels = steps * kPixelStep};
    }
    FrameDetail detail{.pixels = steps * kPixelStep * kPixelShare};
    if (before.window && isGoodFor(*before.window, *visible)) {
        detail.window = before.window;
    } else {
        const double margin = kMargin * (visible->last - visible->first);
        detail.window = ProfileWindow{visible->first - margin, visible->last + margin};
    }
    return detail;
}

} // namespace h5pulse::viewer
