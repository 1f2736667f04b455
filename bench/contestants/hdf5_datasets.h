// SPDX-License-Identifier: MIT
#pragma once

#include "contestants/workload.h"

#include <hdf5.h>

#include <filesystem>

namespace bench {

/// Throws std::runtime_error with HDF5's reason.
[[noreturn]] void failHdf5(const char* tried);

/// Returns a result; throws if it is negative.
template <typename Result>
Result checked(Result result, const char* tried)
{
    if (result < 0) {
        failHdf5(tried);
    }
    return result;
}

/// A dataset that gets rows at its end, written as a careful user of the C library would.
class GrowingDataset
{
public:
    GrowingDataset() = default;
    /// Opens it. @param components  elements per row; 0: the dataset has one dimension
    GrowingDataset(hid_t file, const char* name, std::size_t components);
    ~GrowingDataset() { close(); }
    GrowingDataset(GrowingDataset&& other) noexcept;
    GrowingDataset& operator=(GrowingDataset&& other) noexcept;

    void append(const double* values, std::size_t count);
    /// Appends by one H5Dwrite_chunk, for chunks of `chunkRows` rows that begin at the dataset's end.
    /// `values` must hold a whole chunk, of which `count` rows are valid.
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
    Oldest, ///< HDF5's default, also in h5py and in the notebook
    V110    ///< needed for SWMR; newer chunk index
};

/// Creates a file with empty datasets `t` and `y` (or one per field) with this many rows per chunk, and
/// returns it open.
hid_t createFile(const std::filesystem::path& file, const Workload& workload, FileFormat format,
                 std::size_t chunkRows);

} // namespace bench
