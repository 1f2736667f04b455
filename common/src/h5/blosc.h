// SPDX-License-Identifier: MIT
#pragma once

#include <hdf5.h>

namespace h5pulse::h5 {

/// Number of the filter in the HDF Group's registry.
inline constexpr H5Z_filter_t kBlosc = 32001;

/// Blosc's number of the best compressor that the installed plugin was built with: 5 zstd, 1 lz4, else 0, its
/// own. Found out by compressing something, once; only where the filter is available.
unsigned bloscCompressor() noexcept;

} // namespace h5pulse::h5
