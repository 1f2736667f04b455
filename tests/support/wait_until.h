// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <thread>

namespace h5pulse::test {

/// Looks until the condition holds; false where the deadline comes first.
template <typename Condition>
bool waitUntil(const Condition& condition, std::chrono::milliseconds deadline = std::chrono::seconds(30))
{
    const auto end = std::chrono::steady_clock::now() + deadline;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

} // namespace h5pulse::test
