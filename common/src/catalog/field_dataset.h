// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <h5pulse/reader.h>

#include <cstddef>
#include <filesystem>
#include <vector>

namespace h5pulse {

/// An open dataset that grows in dimension 0: a field, or the times.
class FieldDataset
{
public:
    /// Opens the dataset of this name; throws Error.
    FieldDataset(hid_t file, const std::filesystem::path& path, FieldInfo info);

    const FieldInfo& info() const noexcept { return m_info; }
    /// Rows as of the last refresh.
    std::size_t rows() const noexcept { return m_rows; }
    /// Looks at the extent again; false where HDF5 fails: then the dataset must be opened anew.
    bool refresh();

    /// Extent of a chunk: rows, then the dimensions of a step.
    const std::vector<std::size_t>& chunk() const noexcept { return m_chunk; }
    /// Whether chunks are compressed (or otherwise filtered), and so must be read whole each time.
    bool filtered() const noexcept { return m_filtered; }

    /// Rows [first, first + count) into `to`, which takes elements of `type`. Throws Error.
    void readRows(std::size_t first, std::size_t count, ElementType type, void* to) const;
    /// One component of these rows, in blocks.
    void readColumn(std::size_t component, std::size_t first, std::size_t count, ElementType type,
                    void* to) const;
    /// Any box of elements: start and count of rows, then of the dimensions of a step.
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
