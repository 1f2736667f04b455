// SPDX-License-Identifier: MIT
#pragma once

#include <hdf5.h>

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace h5pulse::h5 {

/// Extent of a dataset in the bytes of its object header. H5Drefresh() reads the header, its continuations and
/// all blocks that its attributes need; the extent is in the first block alone.
struct HeaderExtent
{
    std::size_t headerBytes = 0; ///< size of the first block of the header
    std::vector<hsize_t> dimensions{};
};

/// Nothing if the extent is not there, or if the checksum is wrong because a writer is changing the header:
/// then HDF5 must read it. Format: HDF5 File Format Specification version 3, sections IV.A.1.b, "Version 2 Data
/// Object Header Prefix", and IV.A.2.b, "The Dataspace Message".
std::optional<HeaderExtent> parseHeaderExtent(std::span<const unsigned char> block);

} // namespace h5pulse::h5
