// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace h5pulse {

/// Jenkins' lookup3 hash as HDF5 uses it for metadata checksums (H5_checksum_lookup3, public domain).
std::uint32_t lookup3(const unsigned char* data, std::size_t size, std::uint32_t seed = 0) noexcept;

} // namespace h5pulse
