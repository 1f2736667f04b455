// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <string_view>

namespace h5pulse {

/// What is called at each pause point; null, as ever outside of tests: nothing.
using PauseHook = void (*)(std::string_view point) noexcept;
inline std::atomic<PauseHook> pauseHook{nullptr};

/// A moment at which a test lets another side act, to play through a race one step at a time.
inline void pausePoint(std::string_view point) noexcept
{
    if (const PauseHook hook = pauseHook.load(std::memory_order_relaxed)) {
        hook(point);
    }
}

} // namespace h5pulse
