// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace h5pulse {

/// Length of the UTF-8 sequence that `text` starts with and its code point; length 0: it is none.
std::size_t decodeUtf8(std::string_view text, std::uint32_t& point) noexcept;

/// Whether the text is UTF-8 throughout.
bool isUtf8(std::string_view text) noexcept;

} // namespace h5pulse
