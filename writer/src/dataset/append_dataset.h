// SPDX-License-Identifier: MIT
#pragma once

#include "h5/driver.h"
#include "h5/handle.h"

#include <h5pulse/element_type.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace h5pulse {

/// Access list for datasets that are written. Without a chunk cache HDF5 writes only the given rows; with one
/// it writes the whole chunk, again at each flush.
h5::Handle uncachedAccess();

/// A dataset that grows in dimension 0, opened for SWMR writing.
///
/// Whole chunks go to the file unchanged, in large writes. HDF5 allocates a chunk that fills slowly once;
/// later rows go there directly. With filters, a chunk that is written whole is filtered; any other chunk
/// stays unfiltered, so that no chunk changes its location or encoding while readers use it.
class AppendDataset
{
public:
    /// Opens the dataset and keeps HDF5 from writing its metadata before flush(): if an extent reached the
    /// file ahead of its rows, readers would get torn rows. Throws Error.
    /// @param rows    number of committed rows; any rows beyond are overwritten
    /// @param access  uncachedAccess()
    AppendDataset(hid_t file, const std::filesystem::path& path, std::string name, ElementType type,
                  std::size_t rows, hid_t access);

    /// Extends the dataset by room for this many rows. Throws Error.
    void extend(std::size_t count);
    /// Appends `count` rows; extend() must have made room. Throws Error.
    void append(const std::byte* rows, std::size_t count);
    /// Bytes that HDF5 will allocate for this many more rows.
    std::size_t bytesFor(std::size_t count) const noexcept;
    /// Cuts the dataset after its last row. Throws Error.
    void cut();
    /// Makes appended rows visible. Throws Error.
    void flush();

private:
    struct Selection
    {
        h5::Handle file;
        h5::Handle memory;
    };

    void describe(hid_t list, const std::vector<hsize_t>& chunk, ElementType type);
    Selection select(hsize_t firstRow, hsize_t count) const;
    void write(hsize_t firstRow, hsize_t count, const std::byte* rows);
    void writeChunks(hsize_t firstRow, hsize_t count, const std::byte* rows);
    void writePart(hsize_t firstRow, hsize_t count, const std::byte* rows);
    /// Filter mask of a chunk without filters.
    std::uint32_t allFilters() const noexcept { return (std::uint32_t{1} << m_filters) - 1; }
    /// Location and encoding of a chunk.
    struct StoredChunk
    {
        unsigned filterMask = 0; ///< filters that were not applied
        haddr_t address = HADDR_UNDEF;
        hsize_t bytes = 0;
    };
    StoredChunk lookUpChunk(hsize_t firstRow) const;
    void continuePlainChunk(hsize_t firstRow);
    void requireToMove(hsize_t firstRow) const;
    void beginPlainChunk(hsize_t firstRow, hsize_t count, const std::byte* rows);
    void writeChunk(hsize_t firstRow, std::uint32_t filterMask, const std::byte* rows);

    std::filesystem::path m_path;
    std::string m_name;
    h5::Handle m_dataset;
    h5::Handle m_memoryType;
    h5::DriverRef m_driver;
    std::vector<hsize_t> m_extent; ///< extent of the whole dataset
    hsize_t m_rows = 0;            ///< rows that are written; m_extent[0] may be larger
    hsize_t m_chunkRows = 1;
    hsize_t m_slabBytes = 0; ///< bytes of all chunks side by side that hold m_chunkRows rows
    std::size_t m_rowBytes = 0;
    bool m_wholeRows = false; ///< a chunk holds whole rows in this machine's byte order
    int m_filters = 0;
    std::vector<std::byte> m_fill;     ///< one element, if the dataset has a fill value
    hsize_t m_openChunk = ~hsize_t{0}; ///< number of the chunk whose address is known
    haddr_t m_openAddress = HADDR_UNDEF;
};

} // namespace h5pulse
