// SPDX-License-Identifier: MIT
#include "h5/superblock.h"

#include "bytes/little_endian.h"
#include "bytes/lookup3.h"

#include <algorithm>
#include <array>
#include <unistd.h>

namespace h5pulse::h5 {

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
    // Past the end of the file there is nothing to read.
    constexpr std::uint64_t last = std::uint64_t{1} << 62;
    for (std::uint64_t offset = 0; offset <= last; offset = offset == 0 ? 512 : offset * 2) {
        SuperblockBytes bytes{};
        const ssize_t got = ::pread(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (got <= static_cast<ssize_t>(kSignature.size())) {
            return std::nullopt;
        }
        if (std::equal(kSignature.begin(), kSignature.end(), bytes.begin())) {
            return parse(bytes, offset);
        }
    }
    return std::nullopt;
}

} // namespace h5pulse::h5
