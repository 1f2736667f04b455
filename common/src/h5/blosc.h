// SPDX-License-Identifier: MIT
#pragma once

#include <hdf5.h>

namespace h5pulse::h5 {

/// Number of the filter in the registry of the HDF Group.
inline constexpr H5Z_filter_t kBlosc = 32001;

/// Blosc's number of the best compressor that the installed plugin contains: 5 zstd, 1 lz4, otherwise 0
/// (BloscLZ). Determined once, by a trial compression. The filter must be available.
unsigned bloscCompressor() noexcept;

} // namespace h5pulse::h5
