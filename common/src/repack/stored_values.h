// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"
#include "repack/value_kind.h"

#include <hdf5.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace h5pulse::repacking {

/// Divides the extent of a dataset into blocks of whole chunks, so that each chunk is read and written
/// once.
class Blocks
{
public:
    /// @param extent        empty: a scalar
    /// @param chunk         of the same rank, without zeros
    /// @param elementBytes  of one element
    /// @param budget        maximum bytes of a block; a larger chunk is one block
    Blocks(std::vector<hsize_t> extent, std::vector<hsize_t> chunk, std::size_t elementBytes,
           std::size_t budget);

    /// Moves to the next block; false after the last one.
    bool next();

    const std::vector<hsize_t>& start() const noexcept { return m_start; }
    const std::vector<hsize_t>& count() const noexcept { return m_count; }
    std::size_t elements() const noexcept;

private:
    bool step();

    std::vector<hsize_t> m_extent;
    std::vector<hsize_t> m_block; ///< extent of a block
    std::vector<hsize_t> m_start{};
    std::vector<hsize_t> m_count{};
    bool m_begun = false;
};

/// An open dataset whose values are read or written in blocks.
class DatasetValues
{
public:
    /// Throws Error if its values cannot be copied: they are in other files, or one of its filters is
    /// missing.
    DatasetValues(hid_t file, const std::filesystem::path& path, std::string name);

    hid_t id() const noexcept { return m_dataset.get(); }
    hid_t space() const noexcept { return m_space.get(); }
    hid_t creationList() const noexcept { return m_list.get(); }
    /// Type in the file; may be a committed type.
    hid_t storedType() const noexcept { return m_storedType.get(); }
    /// Type in memory.
    hid_t type() const noexcept { return m_type.get(); }
    const ValueKind& kind() const noexcept { return m_kind; }
    bool isChunked() const noexcept { return m_chunked; }

    /// Number of bytes in memory of the values that have been written; 0 if there is nothing to copy.
    std::uintmax_t bytes() const noexcept { return m_bytes; }
    /// The blocks of the dataset.
    Blocks blocks() const;
    /// Whether some chunks were never written; then each block is one chunk.
    bool isSparse() const noexcept { return m_sparse; }
    /// Whether the chunk that begins there was ever written.
    bool isWritten(const std::vector<hsize_t>& start) const;

    /// Whether both have the same layout, chunks and fill value; filters may differ.
    bool sameStorage(const DatasetValues& other) const;

    /// @param values  elements that were never written and have no fill value keep their previous contents
    void read(const Blocks& block, std::byte* values) const;
    void write(const Blocks& block, const std::byte* values) const;

private:
    hsize_t chunksInExtent() const;
    void measure();
    h5::Handle select(const Blocks& block) const;

    const std::filesystem::path& m_path;
    std::string m_what; ///< "'name'"
    h5::Handle m_dataset, m_space, m_list, m_storedType, m_type;
    ValueKind m_kind;
    std::vector<hsize_t> m_extent{};
    std::vector<hsize_t> m_chunk{}; ///< one element if the dataset has no chunks
    bool m_chunked = false;
    bool m_sparse = false;
    std::uintmax_t m_bytes = 0;
};

/// An open attribute and its values.
class AttributeValues
{
public:
    /// Throws Error if the attribute cannot be read or copied.
    /// @param owner  path of the object, for messages
    AttributeValues(hid_t object, const std::filesystem::path& path, const std::string& owner,
                    const std::string& name);

    hid_t id() const noexcept { return m_attribute.get(); }
    hid_t space() const noexcept { return m_space.get(); }
    /// Type in the file; may be a committed type.
    hid_t storedType() const noexcept { return m_storedType.get(); }
    /// Type in memory.
    hid_t type() const noexcept { return m_type.get(); }
    hid_t creationList() const noexcept { return m_list.get(); }
    const ValueKind& kind() const noexcept { return m_kind; }
    std::size_t count() const noexcept { return m_count; }
    std::byte* data() noexcept { return m_values.data(); }

private:
    h5::Handle m_attribute, m_space, m_list, m_storedType, m_type;
    ValueKind m_kind;
    std::size_t m_count = 0;
    ValueBuffer m_values;
};

} // namespace h5pulse::repacking
