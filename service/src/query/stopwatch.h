// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace h5pulse {

/// Measures wall time with a steady clock.
class Stopwatch
{
public:
    void start() { m_began = std::chrono::steady_clock::now(); }
    bool isRunning() const { return m_began.has_value(); }
    /// Time since start(), which must have been called.
    std::int64_t milliseconds() const { return since<std::chrono::milliseconds>(); }
    std::int64_t microseconds() const { return since<std::chrono::microseconds>(); }

    /// A running stopwatch.
    static Stopwatch started()
    {
        Stopwatch watch;
        watch.start();
        return watch;
    }

private:
    template <typename Unit>
    std::int64_t since() const
    {
        return std::chrono::duration_cast<Unit>(std::chrono::steady_clock::now() - *m_began).count();
    }

    std::optional<std::chrono::steady_clock::time_point> m_began;
};

} // namespace h5pulse
