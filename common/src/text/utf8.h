// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace h5pulse {

/// Length of the UTF-8 sequence at the start of `text`, and its code point; length 0: it is not valid
/// UTF-8.
std::size_t decodeUtf8(std::string_view text, std::uint32_t& point) noexcept;

/// Whether all of the text is valid UTF-8.
bool isUtf8(std::string_view text) noexcept;

} // namespace h5pulse
