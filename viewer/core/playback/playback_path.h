// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace h5pulse::viewer {

/// The way that playing takes through steps [first, last]: which step is to be seen after how many of them.
struct PlaybackPath
{
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::uint64_t stride = 1; ///< every so many-th step is shown
    bool backward = false;
    bool loop = false; ///< at the end it begins anew

    struct Place
    {
        std::uint64_t step = 0;
        bool ended = false;   ///< there is nothing behind this step
        bool wrapped = false; ///< it began anew since
        double since = 0.0;   ///< how many steps ago it did
    };

    /// @param start  a step between first and last
    /// @param moved  steps that have passed since, not negative; a fraction counts as none
    Place placeAfter(std::uint64_t start, double moved) const;
    /// Where it begins.
    std::uint64_t begin() const { return backward ? last : first; }
    /// Whether no other step comes after this one.
    bool isEnd(std::uint64_t step) const;
};

} // namespace h5pulse::viewer
