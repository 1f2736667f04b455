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

/// How datasets are opened that are written: without a chunk cache HDF5 writes the rows that it is given;
/// with one it writes the whole chunk that they are in, again at each flush.
h5::Handle uncachedAccess();

/// A dataset that grows in dimension 0, opened for SWMR writing.
///
/// Whole chunks go to the file as they are, in large writes. Of a chunk that is filled bit by bit only the
/// new rows are written, past HDF5 once it has given the chunk its place. With filters a chunk that comes
/// whole is filtered; one that does not stays as it is, so that no chunk ever changes its place or its form
/// under readers.
class AppendDataset
{
public:
    /// Opens the dataset and keeps HDF5 from writing any of its metadata before flush() says so: an extent
    /// that reaches the file ahead of its rows is how readers get torn ones. Throws Error.
    /// @param rows    after which the next ones come; what the dataset has beyond is written anew
    /// @param access  uncachedAccess()
    AppendDataset(hid_t file, const std::filesystem::path& path, std::string name, ElementType type,
                  std::size_t rows, hid_t access);

    /// Extends the dataset so that it has room for so many rows after those that are there. Throws Error.
    void extend(std::size_t count);
    /// Writes `count` rows after those that are there; extend() has made room. Throws Error.
    void append(const std::byte* rows, std::size_t count);
    /// Bytes that HDF5 will give out for as many more rows.
    std::size_t bytesFor(std::size_t count) const noexcept;
    /// Takes away what the dataset has beyond its rows. Throws Error.
    void cut();
    /// Makes what was appended visible. Throws Error.
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
    /// The mask of a chunk that no filter went over.
    std::uint32_t allFilters() const noexcept { return (std::uint32_t{1} << m_filters) - 1; }
    /// Where a chunk lies, and how it is stored.
    struct StoredChunk
    {
        unsigned filterMask = 0; ///< the filters that did not go over it
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
    std::vector<hsize_t> m_extent; ///< of the whole dataset
    hsize_t m_rows = 0;            ///< of m_extent[0], those that count
    hsize_t m_chunkRows = 1;
    hsize_t m_slabBytes = 0; ///< of all chunks side by side that hold m_chunkRows rows
    std::size_t m_rowBytes = 0;
    bool m_wholeRows = false; ///< a chunk holds whole rows, in this machine's own representation
    int m_filters = 0;
    std::vector<std::byte> m_fill;     ///< one element, where the dataset has a fill value
    hsize_t m_openChunk = ~hsize_t{0}; ///< number of the chunk whose place is known
    haddr_t m_openAddress = HADDR_UNDEF;
};

} // namespace h5pulse
