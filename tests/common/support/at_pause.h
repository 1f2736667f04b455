// SPDX-License-Identifier: MIT
#pragma once

#include "os/pause_point.h"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace h5pulse::test {

/// Runs an action when a thread reaches a pause point (os/pause_point.h) for the first time, or each time.
/// The action runs in that thread. Only one AtPause may exist at a time. Pause points inside of the action do
/// nothing.
class AtPause
{
public:
    AtPause(std::string point, std::function<void()> action, bool eachTime = false);
    ~AtPause();
    AtPause(const AtPause&) = delete;
    AtPause& operator=(const AtPause&) = delete;

    /// Number of calls of the action.
    std::size_t calls() const noexcept { return m_calls; }
    /// what() of the first exception that the action threw; empty: none.
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
