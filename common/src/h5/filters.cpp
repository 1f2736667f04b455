// SPDX-License-Identifier: MIT
#include "h5/filters.h"

#include "h5/blosc.h"

#include <h5pulse/error.h>

#include <algorithm>
#include <array>
#include <climits>
#include <stdexcept>
#include <string>

namespace h5pulse::h5 {

namespace {

// Numbers in the filter registry of the HDF Group.
constexpr H5Z_filter_t kLz4 = 32004;
constexpr H5Z_filter_t kZstd = 32015;

struct Levels
{
    int lowest = 0;
    int highest = 0;
    int usual = 0;
};

/// The filter has no levels.
Levels levelsOf(Filter filter) noexcept
{
    switch (filter) {
    case Filter::Gzip:
        return {0, 9, 4};
    case Filter::Zstd:
        return {1, 22, 3};
    case Filter::Blosc:
        return {0, 9, 5};
    default:
        return {};
    }
}

unsigned levelOf(const Compression& compression) noexcept
{
    return static_cast<unsigned>(compression.level < 0 ? levelsOf(compression.filter).usual
                                                       : compression.level);
}

void requireLevel(const Compression& compression)
{
    const Levels levels = levelsOf(compression.filter);
    if (compression.level < 0 || (compression.level >= levels.lowest && compression.level <= levels.highest &&
                                  levels.lowest < levels.highest)) {
        return;
    }
    const std::string name(toString(compression.filter));
    throw std::invalid_argument(levels.lowest == levels.highest
                                    ? "the filter " + name + " has no levels"
                                    : "level " + std::to_string(compression.level) + " is not one of " +
                                          name + ", which are " + std::to_string(levels.lowest) + " to " +
                                          std::to_string(levels.highest));
}

} // namespace

H5Z_filter_t filterNumber(Filter filter) noexcept
{
    switch (filter) {
    case Filter::Lz4:
        return kLz4;
    case Filter::Zstd:
        return kZstd;
    case Filter::Blosc:
        return kBlosc;
    default:
        return H5Z_FILTER_DEFLATE;
    }
}

void requireUsable(const Compression& compression, const std::filesystem::path& path, std::string_view tried)
{
    requireLevel(compression);
    if (isAvailable(compression.filter)) {
        return;
    }
    const std::string name(toString(compression.filter));
    const std::string number = std::to_string(filterNumber(compression.filter));
    throw Error(path, std::string(tried),
                compression.filter == Filter::Gzip
                    ? "this HDF5 was built without gzip"
                    : "HDF5's plugin for the filter " + name + " (" + number +
                          ") is not installed, or not in a folder that HDF5_PLUGIN_PATH names");
}

herr_t addFilters(hid_t creationList, const Compression& compression, std::size_t elementBytes)
{
    if (compression.shuffle && elementBytes > 1 && compression.filter != Filter::None &&
        compression.filter != Filter::Blosc && H5Pset_shuffle(creationList) < 0) {
        return -1;
    }
    // Optional: the plugins fail for chunks that do not become smaller, and HDF5 then stores such a chunk
    // without them. H5Pset_deflate does the same.
    constexpr unsigned flags = H5Z_FLAG_OPTIONAL;
    switch (compression.filter) {
    case Filter::None:
        return 0;
    case Filter::Gzip:
        return H5Pset_deflate(creationList, levelOf(compression));
    case Filter::Lz4:
        return H5Pset_filter(creationList, kLz4, flags, 0, nullptr);
    case Filter::Zstd: {
        const unsigned level = levelOf(compression);
        return H5Pset_filter(creationList, kZstd, flags, 1, &level);
    }
    case Filter::Blosc: {
        // The first four are for the filter itself; then level, shuffle and compressor.
        const std::array<unsigned, 7> values{
            0, 0, 0, 0, levelOf(compression), compression.shuffle ? 1U : 0U, bloscCompressor()};
        return H5Pset_filter(creationList, kBlosc, flags, values.size(), values.data());
    }
    }
    return -1;
}

std::vector<std::filesystem::path> pluginFolders()
{
    std::vector<std::filesystem::path> folders;
    unsigned count = 0;
    if (H5PLsize(&count) < 0) {
        return folders;
    }
    for (unsigned i = 0; i < count; ++i) {
        std::string name(PATH_MAX, '\0');
        const ssize_t length = H5PLget(i, name.data(), name.size());
        if (length > 0) {
            name.resize(std::min(static_cast<std::size_t>(length), name.size()));
            folders.emplace_back(name);
        }
    }
    return folders;
}

} // namespace h5pulse::h5
