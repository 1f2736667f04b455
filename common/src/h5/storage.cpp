// SPDX-License-Identifier: MIT
#include "h5/storage.h"

#include <algorithm>
#include <array>

namespace h5pulse::h5 {

namespace {

constexpr hsize_t kMaxChunkBytes = hsize_t{256} << 20;

std::string chunkProblem(hid_t list, int rank, std::size_t elementSize)
{
    std::array<hsize_t, H5S_MAX_RANK> chunk{};
    if (H5Pget_chunk(list, rank, chunk.data()) != rank) {
        return "its chunks cannot be told";
    }
    hsize_t bytes = std::max<hsize_t>(elementSize, 1);
    for (int i = 0; i < rank; ++i) {
        const hsize_t size = chunk[static_cast<std::size_t>(i)];
        if (size == 0) {
            return "its chunks are empty";
        }
        if (size > kMaxChunkBytes / bytes) {
            return "its chunks are larger than 256 MiB";
        }
        bytes *= size;
    }
    return {};
}

/// Two of HDF5's own filters use numbers in the chunk without checking them, and read beyond its end.
std::string filterProblem(hid_t list)
{
    const int count = H5Pget_nfilters(list);
    for (int i = 0; i < count; ++i) {
        unsigned flags = 0;
        std::size_t values = 0;
        const H5Z_filter_t filter =
            H5Pget_filter2(list, static_cast<unsigned>(i), &flags, &values, nullptr, 0, nullptr, nullptr);
        if (filter == H5Z_FILTER_NBIT || filter == H5Z_FILTER_SCALEOFFSET) {
            return std::string("its filter ") + (filter == H5Z_FILTER_NBIT ? "n-bit" : "scale-offset") +
                   " cannot be trusted with files of others";
        }
    }
    return {};
}

} // namespace

std::string storageProblem(hid_t dataset, int rank, std::size_t elementSize)
{
    const Handle list(H5Dget_create_plist(dataset), H5Pclose);
    switch (list ? H5Pget_layout(list.get()) : H5D_LAYOUT_ERROR) {
    case H5D_COMPACT:
        return {};
    case H5D_CONTIGUOUS:
        return H5Pget_external_count(list.get()) == 0 ? ""
                                                      : "its data is in other files, which are not opened";
    case H5D_CHUNKED:
        if (std::string problem = filterProblem(list.get()); !problem.empty()) {
            return problem;
        }
        return chunkProblem(list.get(), rank, elementSize);
    default:
        return "it is a view of other files or datasets, which are not opened";
    }
}

} // namespace h5pulse::h5
