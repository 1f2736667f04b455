// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace h5pulse::h5 {

/// The part of an HDF5 superblock that shows whether a program writes the file. Format: HDF5 File Format
/// Specification version 3, section II.A, "Disk Format: Level 0A".
struct Superblock
{
    std::uint64_t offset = 0;           ///< in the file; not 0 if there is a user block
    int version = 0;                    ///< 0 to 3
    int offsetSize = 8;                 ///< bytes of an address
    std::uint8_t flags = 0;             ///< file consistency flags; only in version 3
    std::uint64_t baseAddress = 0;      ///< of versions 2 and 3: addresses are relative to it
    std::uint64_t extensionAddress = 0; ///< of versions 2 and 3; all ones: none
    std::uint64_t endOfFile = 0;        ///< of versions 2 and 3: end of allocation when last closed in order
    bool checksumMatches = true;        ///< of versions 2 and 3

    bool openForWriting() const noexcept { return version >= 3 && (flags & 1U) != 0; }
    bool openForSwmr() const noexcept { return openForWriting() && (flags & 4U) != 0; }
    /// Whether a file of this size continues beyond the end in its superblock, although it has no writer
    /// marks.
    bool endsBefore(std::uint64_t bytes) const noexcept
    {
        return version >= 3 && !openForWriting() && offset == 0 && baseAddress == 0 && endOfFile < bytes;
    }
};

inline constexpr std::size_t kSuperblockBytes = 48; ///< of versions 2 and 3 with 8-byte addresses
using SuperblockBytes = std::array<unsigned char, kSuperblockBytes>;

/// Searches for the superblock as HDF5 does, at 0, 512, 1024, 2048, ... Nothing if the file has none.
std::optional<Superblock> readSuperblock(int descriptor);

} // namespace h5pulse::h5
