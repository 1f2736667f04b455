// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace h5pulse {

/// Steps [first, end).
struct StepRange
{
    std::uint64_t first = 0;
    std::uint64_t end = 0;

    std::uint64_t count() const { return end - first; }
    bool contains(const StepRange& other) const { return first <= other.first && other.end <= end; }

    friend bool operator==(const StepRange&, const StepRange&) = default;
};

} // namespace h5pulse
