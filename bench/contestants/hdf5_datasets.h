// SPDX-License-Identifier: MIT
#pragma once

#include "contestants/workload.h"

#include <hdf5.h>

#include <filesystem>

namespace bench {

/// Throws std::runtime_error with HDF5's own reason.
[[noreturn]] void failHdf5(const char* tried);

/// Hands a result through; throws for a negative one.
template <typename Result>
Result checked(Result result, const char* tried)
{
    if (result < 0) {
        failHdf5(tried);
    }
    return result;
}

/// A dataset that gets rows at its end: what a careful user of the C library writes, and no more.
class GrowingDataset
{
public:
    GrowingDataset() = default;
    /// Opens it. @param components  elements in a row; 0: the dataset has one dimension
    GrowingDataset(hid_t file, const char* name, std::size_t components);
    ~GrowingDataset() { close(); }
    GrowingDataset(GrowingDataset&& other) noexcept;
    GrowingDataset& operator=(GrowingDataset&& other) noexcept;

    void append(const double* values, std::size_t count);
    /// The same by one H5Dwrite_chunk, for chunks of `chunkRows` rows that begin at the dataset's end. There
    /// must be a whole chunk of values, of which `count` rows count.
    void appendChunk(const double* values, std::size_t count, std::size_t chunkRows);
    void flush() { checked(H5Dflush(m_id), "flush a dataset"); }
    hsize_t rows() const { return m_rows; }
    void close();

private:
    hid_t m_id = H5I_INVALID_HID;
    int m_rank = 1;
    hsize_t m_components = 0;
    hsize_t m_rows = 0;
};

enum class FileFormat {
    Oldest, ///< HDF5's default, which is h5py's and so the notebook's
    V110    ///< needed for SWMR; newer chunk index
};

/// Creates a file with the datasets `t` and `y` (or one for each field) of no rows, chunks of so many rows,
/// and returns it open.
hid_t createFile(const std::filesystem::path& file, const Workload& workload, FileFormat format,
                 std::size_t chunkRows);

} // namespace bench
