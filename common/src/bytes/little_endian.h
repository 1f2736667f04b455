// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace h5pulse {

/// The little-endian number in the first bytes of an array.
inline std::uint64_t loadLittle(const unsigned char* from, int bytes) noexcept
{
    std::uint64_t value = 0;
    for (int i = bytes - 1; i >= 0; --i) {
        value = value << 8U | from[i];
    }
    return value;
}

/// Stores the low bytes of a number, little-endian.
inline void storeLittle(unsigned char* to, std::uint64_t value, int bytes) noexcept
{
    for (int i = 0; i < bytes; ++i, value >>= 8U) {
        to[i] = static_cast<unsigned char>(value & 0xFFU);
    }
}

} // namespace h5pulse
