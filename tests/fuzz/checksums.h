// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace h5pulse::fuzz {

/// A piece of metadata that was found by its signature.
struct Block
{
    std::size_t offset = 0;
    std::size_t size = 0; ///< with its checksum; 0: not known
};

/// Metadata blocks of an HDF5 file image. Format: HDF5 File Format Specification version 3.
std::vector<Block> findBlocks(std::span<const std::uint8_t> file);

/// Gives each block with a checksum the right one, so that HDF5 looks further than the checksum.
void repairChecksums(std::span<std::uint8_t> file);

} // namespace h5pulse::fuzz
