// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <h5pulse/reader.h>

#include <cstddef>
#include <filesystem>
#include <vector>

namespace h5pulse {

/// An open dataset that grows along dimension 0: a field or the times.
class FieldDataset
{
public:
    /// Opens the dataset of this name; throws Error.
    FieldDataset(hid_t file, const std::filesystem::path& path, FieldInfo info);

    const FieldInfo& info() const noexcept { return m_info; }
    /// Number of rows as of the last refresh.
    std::size_t rows() const noexcept { return m_rows; }
    /// Reads the extent again. False if HDF5 fails: then the dataset must be reopened.
    bool refresh();

    /// Extent of a chunk: number of rows, then the dimensions of a step.
    const std::vector<std::size_t>& chunk() const noexcept { return m_chunk; }
    /// Whether chunks are compressed (or otherwise filtered), so that each read needs whole chunks.
    bool filtered() const noexcept { return m_filtered; }

    /// Reads rows [first, first + count) into `to` as elements of `type`. Throws Error.
    void readRows(std::size_t first, std::size_t count, ElementType type, void* to) const;
    /// Reads one component of these rows, in blocks.
    void readColumn(std::size_t component, std::size_t first, std::size_t count, ElementType type,
                    void* to) const;
    /// Reads a box of elements: start and count of the rows, then of the dimensions of a step.
    void readBlock(const std::vector<hsize_t>& start, const std::vector<hsize_t>& count, ElementType type,
                   void* to) const;

private:
    bool readExtent();
    bool readStorage();

    std::filesystem::path m_path;
    FieldInfo m_info;
    h5::Handle m_dataset;
    std::size_t m_rows = 0;
    std::vector<std::size_t> m_chunk;
    bool m_filtered = false;
};

} // namespace h5pulse
