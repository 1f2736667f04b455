// SPDX-License-Identifier: MIT
#include "bytes/lookup3.h"

#include "bytes/little_endian.h"

#include <algorithm>
#include <array>
#include <bit>

namespace h5pulse {

std::uint32_t lookup3(const unsigned char* data, std::size_t size, std::uint32_t seed) noexcept
{
    std::uint32_t a = 0xDEADBEEFU + static_cast<std::uint32_t>(size) + seed;
    std::uint32_t b = a;
    std::uint32_t c = a;
    const auto rot = [](std::uint32_t x, int k) { return std::rotl(x, k); };
    while (size > 12) {
        a += static_cast<std::uint32_t>(loadLittle(data, 4));
        b += static_cast<std::uint32_t>(loadLittle(data + 4, 4));
        c += static_cast<std::uint32_t>(loadLittle(data + 8, 4));
        a -= c, a ^= rot(c, 4), c += b;
        b -= a, b ^= rot(a, 6), a += c;
        c -= b, c ^= rot(b, 8), b += a;
        a -= c, a ^= rot(c, 16), c += b;
        b -= a, b ^= rot(a, 19), a += c;
        c -= b, c ^= rot(b, 4), b += a;
        data += 12;
        size -= 12;
    }
    if (size == 0) {
        return c;
    }
    std::array<unsigned char, 12> tail{};
    std::copy_n(data, size, tail.begin());
    a += static_cast<std::uint32_t>(loadLittle(&tail[0], 4));
    b += static_cast<std::uint32_t>(loadLittle(&tail[4], 4));
    c += static_cast<std::uint32_t>(loadLittle(&tail[8], 4));
    c ^= b, c -= rot(b, 14);
    a ^= c, a -= rot(c, 11);
    b ^= a, b -= rot(a, 25);
    c ^= b, c -= rot(b, 16);
    a ^= c, a -= rot(c, 4);
    b ^= a, b -= rot(a, 14);
    c ^= b, c -= rot(b, 24);
    return c;
}

} // namespace h5pulse
