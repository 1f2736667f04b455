// SPDX-License-Identifier: MIT
#pragma once

#include "os/pause_point.h"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace h5pulse::test {

/// Acts, in the thread that gets there, when a pause point is reached for the first time (os/pause_point.h),
/// or each time. One at a time; pause points that the action itself meets do nothing.
class AtPause
{
public:
    AtPause(std::string point, std::function<void()> action, bool eachTime = false);
    ~AtPause();
    AtPause(const AtPause&) = delete;
    AtPause& operator=(const AtPause&) = delete;

    /// How often the action was called.
    std::size_t calls() const noexcept { return m_calls; }
    /// What() of the first exception that the action threw; empty: it threw none.
    const std::string& failure() const noexcept { return m_failure; }

private:
    static void hook(std::string_view point) noexcept;

    std::string m_point;
    std::function<void()> m_action;
    bool m_eachTime;
    bool m_acting = false;
    std::size_t m_calls = 0;
    std::string m_failure{};
};

} // namespace h5pulse::test
