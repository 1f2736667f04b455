// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace h5pulse::viewer {

/// Path of playback through steps [first, last]: gives the step to show after a number of steps.
struct PlaybackPath
{
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::uint64_t stride = 1; ///< every stride-th step is shown
    bool backward = false;
    bool loop = false; ///< starts again at the end

    struct Place
    {
        std::uint64_t step = 0;
        bool ended = false;   ///< the path ends at this step
        bool wrapped = false; ///< the path has started again
        double since = 0.0;   ///< if wrapped: steps since the last new start
    };

    /// Place after `moved` steps from `start`.
    /// @param start  a step in [first, last]
    /// @param moved  not negative; fractions are rounded down
    Place placeAfter(std::uint64_t start, double moved) const;
    /// First step of the path.
    std::uint64_t begin() const { return backward ? last : first; }
    /// Whether no step follows this one.
    bool isEnd(std::uint64_t step) const;
};

} // namespace h5pulse::viewer
