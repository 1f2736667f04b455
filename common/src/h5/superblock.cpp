// SPDX-License-Identifier: MIT
#include "h5/superblock.h"

#include "bytes/little_endian.h"
#include "bytes/lookup3.h"

#include <algorithm>
#include <array>
#include <sys/stat.h>
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

} // namespace h5pulse::h5
