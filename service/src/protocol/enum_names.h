// SPDX-License-Identifier: MIT
// The words that stand for enumerators in messages.
#pragma once

#include <h5pulse/service/request.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace h5pulse::protocol {

template <typename... Name>
constexpr std::array<std::string_view, sizeof...(Name)> words(Name... name)
{
    return {std::string_view(name)...};
}

/// In the order of the enumerators.
template <typename E>
inline constexpr std::nullptr_t kNames = nullptr;
template <>
inline constexpr auto kNames<Part> = words("real", "imaginary");
template <>
inline constexpr auto kNames<TraceWindow::Axis> = words("time", "step");
template <>
inline constexpr auto kNames<FrameWanted::From> = words("start", "cursor");
template <>
inline constexpr auto kNames<MapMode> = words("mean", "minimum", "maximum", "max_magnitude");
template <>
inline constexpr auto kNames<SpectrumQuantity> = words("amplitude", "power_density");
template <>
inline constexpr auto kNames<SpectrumWindow> = words("none", "hann");
template <>
inline constexpr auto kNames<SampleNote> = words("uneven_coordinate", "uneven_times", "unordered_times",
                                                 "first_only", "last_only");
template <>
inline constexpr auto kNames<Threshold::Side> = words("above", "below");
template <>
inline constexpr auto kNames<CursorPosition::At> = words("latest", "step", "time");
template <>
inline constexpr auto kNames<RunPhase> = words("idle", "waiting", "unreadable", "live", "stalled",
                                               "unreachable", "finished", "failed", "stopped", "crashed");
template <>
inline constexpr auto kNames<WriteProblem> = words("none", "no_space", "write_error");
template <>
inline constexpr auto kNames<RunState> = words("running", "stalled", "finished", "failed", "stopped",
                                               "crashed", "unreachable");
template <>
inline constexpr auto kNames<ElementType> = [] {
    std::array<std::string_view, kElementTypeCount> names;
    for (std::size_t i = 0; i < names.size(); ++i) {
        names[i] = toString(static_cast<ElementType>(i));
    }
    return names;
}();

template <typename E>
std::string_view nameOf(E value)
{
    return kNames<E>.at(static_cast<std::size_t>(value));
}

/// False: no enumerator has this name.
template <typename E>
bool fromName(std::string_view name, E& value)
{
    const auto found = std::ranges::find(kNames<E>, name);
    value = found == kNames<E>.end() ? value : static_cast<E>(found - kNames<E>.begin());
    return found != kNames<E>.end();
}

} // namespace h5pulse::protocol
