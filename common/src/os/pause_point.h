// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <string_view>

namespace h5pulse {

/// Function that is called at each pause point; null outside of tests.
using PauseHook = void (*)(std::string_view point) noexcept;
inline std::atomic<PauseHook> pauseHook{nullptr};

/// A point at which a test can let another thread or process act, to test a race step by step.
inline void pausePoint(std::string_view point) noexcept
{
    if (const PauseHook hook = pauseHook.load(std::memory_order_relaxed)) {
        hook(point);
    }
}

} // namespace h5pulse
