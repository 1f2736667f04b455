// SPDX-License-Identifier: MIT
#include "format/superblock.h"

#include <algorithm>
#include <array>
#include <bit>
#include <sys/stat.h>
#include <unistd.h>

namespace h5pulse {

namespace {

constexpr std::array<unsigned char, 8> kSignature{0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};

Superblock parse(const SuperblockBytes& bytes, std::uint64_t offset)
{
    Superblock superblock;
    superblock.offset = offset;
    superblock.version = bytes[8];
    if (superblock.version >= 2) {
        superblock.offsetSize = bytes[9];
        superblock.flags = bytes[11];
        if (superblock.offsetSize == 8) {
            superblock.baseAddress = loadLittle(&bytes[12], 8);
            superblock.extensionAddress = loadLittle(&bytes[20], 8);
            superblock.endOfFile = loadLittle(&bytes[28], 8);
            superblock.checksumMatches = lookup3(bytes.data(), 44) == loadLittle(&bytes[44], 4);
        }
    }
    return superblock;
}

} // namespace

std::optional<Superblock> readSuperblock(int descriptor)
{
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0) {
        return std::nullopt;
    }
    for (std::uint64_t offset = 0; offset + kSignature.size() < static_cast<std::uint64_t>(status.st_size);
         offset = offset == 0 ? 512 : offset * 2) {
        SuperblockBytes bytes{};
        if (::pread(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset)) <= 0) {
            return std::nullopt;
        }
        if (std::equal(kSignature.begin(), kSignature.end(), bytes.begin())) {
            return parse(bytes, offset);
        }
    }
    return std::nullopt;
}

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

std::uint64_t loadLittle(const unsigned char* from, int bytes) noexcept
{
    std::uint64_t value = 0;
    for (int i = bytes - 1; i >= 0; --i) {
        value = value << 8U | from[i];
    }
    return value;
}

void storeLittle(unsigned char* to, std::uint64_t value, int bytes) noexcept
{
    for (int i = 0; i < bytes; ++i, value >>= 8U) {
        to[i] = static_cast<unsigned char>(value & 0xFFU);
    }
}

} // namespace h5pulse
