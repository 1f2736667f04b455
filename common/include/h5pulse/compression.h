// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/require_cxx20.h>

#include <optional>
#include <string_view>

namespace h5pulse {

/// How chunks are compressed.
enum class Filter {
    None,
    Gzip, ///< deflate; every HDF5 library reads it
    Lz4,  ///< plugin 32004
    Zstd, ///< plugin 32015
    Blosc ///< plugin 32001, with zstd inside if the plugin supports it
};

/// "none", "gzip", "lz4", "zstd" or "blosc".
std::string_view toString(Filter filter) noexcept;
/// The filter of this name; nothing if the name is unknown.
std::optional<Filter> filterOf(std::string_view name) noexcept;
/// Whether this HDF5 library can write and read the filter. All filters except None and Gzip need an
/// installed plugin (see HDF5_PLUGIN_PATH).
bool isAvailable(Filter filter) noexcept;

struct Compression
{
    Filter filter = Filter::Gzip;
    int level = -1;      ///< gzip 0 to 9, zstd 1 to 22, blosc 0 to 9; negative: the filter's default
    bool shuffle = true; ///< first group the bytes of the elements by significance (Blosc does this itself)
};

} // namespace h5pulse
