// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <h5pulse/element_type.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace h5pulse {

/// A dataset that grows in dimension 0, opened for SWMR writing.
class AppendDataset
{
public:
    /// Opens the dataset and keeps HDF5 from writing any of its metadata before flush() says so: an extent
    /// that reaches the file ahead of its rows is how readers get torn ones. Throws Error.
    /// @param rows  after which the next ones come; what the dataset has beyond is written anew
    AppendDataset(hid_t file, const std::filesystem::path& path, std::string name, ElementType type,
                  std::size_t rows);

    /// Writes `count` rows after those that are there, and extends the dataset as needed. Throws Error.
    void append(const std::byte* rows, std::size_t count);
    /// Bytes that HDF5 will give out for as many more rows.
    std::size_t bytesFor(std::size_t count) const noexcept;
    /// Takes away what the dataset has beyond its rows. Throws Error.
    void cut();
    /// Makes what was appended visible. Throws Error.
    void flush();

private:
    void write(hsize_t firstRow, hsize_t count, const std::byte* rows);
    void writeChunk(hsize_t firstRow, const std::byte* rows);

    std::filesystem::path m_path;
    std::string m_name;
    h5::Handle m_dataset;
    h5::Handle m_memoryType;
    std::vector<hsize_t> m_extent; ///< of the whole dataset
    hsize_t m_rows = 0;            ///< of m_extent[0], those that count
    hsize_t m_chunkRows = 1;
    hsize_t m_slabBytes = 0; ///< of all chunks side by side that hold m_chunkRows rows
    std::size_t m_rowBytes = 0;
    bool m_wholeChunks = false; ///< a chunk holds whole rows, in this machine's own representation
};

/// The chunk of a dataset of steps, in a run with so many fields: whole steps of about 128 KiB together, at
/// most 8,192 of them; less where many fields share the disk, so that a chunk of each comes to 2 MiB. Steps
/// above 16 MiB are cut along their first dimensions.
std::vector<hsize_t> chunkShape(const std::vector<std::size_t>& stepShape, std::size_t elementBytes,
                                std::size_t fieldCount);

} // namespace h5pulse
