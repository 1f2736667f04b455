// SPDX-License-Identifier: MIT
#include "h5/filters.h"

#include <algorithm>
#include <array>

namespace h5pulse::h5 {

namespace {

// Numbers of the HDF Group's registry of filters.
constexpr H5Z_filter_t kBlosc = 32001;
constexpr H5Z_filter_t kLz4 = 32004;
constexpr H5Z_filter_t kZstd = 32015;

constexpr int kUsualGzip = 4;
constexpr int kUsualZstd = 3;
constexpr int kUsualBlosc = 5;

unsigned levelOf(const Compression& compression, int usual, int highest)
{
    return static_cast<unsigned>(compression.level < 0 ? usual : std::min(compression.level, highest));
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

herr_t addFilters(hid_t creationList, const Compression& compression, std::size_t elementBytes)
{
    if (compression.shuffle && elementBytes > 1 && compression.filter != Filter::None &&
        compression.filter != Filter::Blosc && H5Pset_shuffle(creationList) < 0) {
        return -1;
    }
    switch (compression.filter) {
    case Filter::None:
        return 0;
    case Filter::Gzip:
        return H5Pset_deflate(creationList, levelOf(compression, kUsualGzip, 9));
    case Filter::Lz4:
        return H5Pset_filter(creationList, kLz4, H5Z_FLAG_MANDATORY, 0, nullptr);
    case Filter::Zstd: {
        const unsigned level = levelOf(compression, kUsualZstd, 22);
        return H5Pset_filter(creationList, kZstd, H5Z_FLAG_MANDATORY, 1, &level);
    }
    case Filter::Blosc: {
        // The first four are for the filter itself; then level, shuffle, and the compressor: 0 is its own,
        // blosclz, which every build has; 5 is zstd.
        constexpr unsigned zstd = 5;
        const std::array<unsigned, 7> values{
            0, 0, 0, 0, levelOf(compression, kUsualBlosc, 9), compression.shuffle ? 1U : 0U, zstd};
        return H5Pset_filter(creationList, kBlosc, H5Z_FLAG_MANDATORY, values.size(), values.data());
    }
    }
    return -1;
}

} // namespace h5pulse::h5
