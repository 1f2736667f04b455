// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/require_cxx20.h>

#include <optional>
#include <string_view>

namespace h5pulse {

/// How chunks are compressed.
enum class Filter {
    None,
    Gzip, ///< deflate: every HDF5 reads it
    Lz4,  ///< plugin 32004
    Zstd, ///< plugin 32015
    Blosc ///< plugin 32001, with zstd inside where it has that
};

/// "none", "gzip", "lz4", "zstd" or "blosc".
std::string_view toString(Filter filter) noexcept;
/// The filter of this name.
std::optional<Filter> filterOf(std::string_view name) noexcept;
/// Whether this HDF5 can write and read it: for all but None and Gzip a plugin must be installed (see
/// HDF5_PLUGIN_PATH).
bool isAvailable(Filter filter) noexcept;

struct Compression
{
    Filter filter = Filter::Gzip;
    int level = -1;      ///< gzip 0 to 9, zstd 1 to 22, blosc 0 to 9; negative: the filter's usual one
    bool shuffle = true; ///< bytes of like weight beside each other first (Blosc: by itself)
};

} // namespace h5pulse
