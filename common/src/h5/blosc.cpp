// SPDX-License-Identifier: MIT
#include "h5/blosc.h"

#include "h5/check.h"

#include <array>
#include <vector>

namespace h5pulse::h5 {

namespace {

// Numbers of blosc.h.
constexpr unsigned kBloscLz = 0;
constexpr unsigned kBloscLz4 = 1;
constexpr unsigned kBloscZstd = 5;

/// Whether this compressor makes a dataset of zeros, in a file in memory, smaller.
bool compresses(unsigned compressor)
{
    constexpr hsize_t bytes = 4096;
    const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
    H5Pset_fapl_core(access.get(), 2 * bytes, false);
    const Handle file(H5Fcreate("h5pulse-blosc", H5F_ACC_TRUNC, H5P_DEFAULT, access.get()), H5Fclose);
    const Handle space(H5Screate_simple(1, &bytes, nullptr), H5Sclose);
    const Handle list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    const std::array<unsigned, 7> values{0, 0, 0, 0, 1, 0, compressor};
    H5Pset_chunk(list.get(), 1, &bytes);
    H5Pset_filter(list.get(), kBlosc, H5Z_FLAG_OPTIONAL, values.size(), values.data());
    const Handle dataset(
        H5Dcreate2(file.get(), "x", H5T_STD_U8LE, space.get(), H5P_DEFAULT, list.get(), H5P_DEFAULT),
        H5Dclose);
    const std::vector<char> zeros(bytes);
    return H5Dwrite(dataset.get(), H5T_STD_U8LE, H5S_ALL, H5S_ALL, H5P_DEFAULT, zeros.data()) >= 0 &&
           H5Dflush(dataset.get()) >= 0 && H5Dget_storage_size(dataset.get()) < bytes / 2;
}

} // namespace

unsigned bloscCompressor() noexcept
{
    static const unsigned compressor = [] {
        const SuppressHdf5Errors silence;
        return compresses(kBloscZstd) ? kBloscZstd : compresses(kBloscLz4) ? kBloscLz4 : kBloscLz;
    }();
    return compressor;
}

} // namespace h5pulse::h5
