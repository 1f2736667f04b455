// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/playback_path.h"

#include <cmath>

namespace h5pulse::viewer {

PlaybackPath::Place PlaybackPath::placeAfter(std::uint64_t start, double moved) const
{
    const auto stepAt = [this](std::uint64_t offset) { return backward ? last - offset : first + offset; };
    const std::uint64_t begun = backward ? last - start : start - first; // offset from begin()
    const std::uint64_t room = last - first - begun;
    const std::uint64_t most = room - room % stride;
    // In a loop, the last step is shown for as long as the others.
    const double lasts = static_cast<double>(most) + (loop ? static_cast<double>(stride) : 0.0);
    if (moved < lasts) {
        const auto whole = static_cast<std::uint64_t>(moved);
        return {.step = stepAt(begun + whole - whole % stride)};
    }
    if (!loop) {
        return {.step = stepAt(begun + most), .ended = true};
    }
    const std::uint64_t length = last - first;
    const std::uint64_t round = length - length % stride + stride;
    const double over = std::fmod(moved - lasts, static_cast<double>(round));
    const auto whole = static_cast<std::uint64_t>(over);
    return {.step = stepAt(whole - whole % stride), .wrapped = true, .since = over};
}

bool PlaybackPath::isEnd(std::uint64_t step) const
{
    const std::uint64_t left = backward ? (step > first ? step - first : 0) : (step < last ? last - step : 0);
    return left < stride;
}

} // namespace h5pulse::viewer
