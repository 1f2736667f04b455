// SPDX-License-Identifier: MIT
#pragma once

#include "h5/chunk_reader.h"
#include "h5/driver.h"
#include "h5/handle.h"

#include <h5pulse/reader.h>

#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

namespace h5pulse {

/// An open dataset that grows along dimension 0: a field or the times.
///
/// A refresh reads the extent from the object header, without HDF5. HDF5 refreshes the dataset only if it is
/// needed for the next read: rows of unfiltered chunks are read from the file directly.
class FieldDataset
{
public:
    /// How a file that is only read is accessed past HDF5.
    struct Access
    {
        h5::DriverRef driver{};     ///< null: everything is read through HDF5
        bool headers = false;       ///< addresses of objects are addresses in the file
        bool chunksStayPut = false; ///< the writer never moves a chunk of a growing dataset
    };

    /// Opens the dataset of this name; throws Error.
    FieldDataset(hid_t file, const std::filesystem::path& path, FieldInfo info, Access access);
    /// Reads everything through HDF5.
    FieldDataset(hid_t file, const std::filesystem::path& path, FieldInfo info);

    const FieldInfo& info() const noexcept { return m_info; }
    /// Number of rows as of the last refresh.
    std::size_t rows() const noexcept { return m_rows; }

    /// First block of the object header. Size 0: the extent is not read from it.
    struct Header
    {
        haddr_t address = HADDR_UNDEF;
        std::size_t size = 0;
    };
    Header header() const noexcept { return m_header; }
    /// Reads the extent again. False if HDF5 fails: then the dataset must be reopened.
    /// @param block  bytes at header(), if the caller has read them already
    bool refresh(std::span<const unsigned char> block = {});
    /// Refreshes HDF5's dataset now, and reads the extent from it. False as for refresh().
    bool refreshHdf5();
    /// The chunks may have moved, because the file has another writer.
    void forgetChunks();
    /// Whether HDF5 has failed in a read, and the dataset must be reopened.
    bool failed() const noexcept { return m_failed; }

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
    void prepareDirectReads();
    void requireFresh() const;

    std::filesystem::path m_path;
    FieldInfo m_info;
    Access m_access;
    h5::Handle m_dataset;
    std::size_t m_rows = 0;
    std::vector<std::size_t> m_chunk;
    bool m_filtered = false;
    Header m_header;
    bool m_headerKnown = false; ///< the extent was found in it
    // What follows is the state of the access to the file; a read changes it, but not what is read.
    mutable h5::ChunkReader m_chunks;
    mutable bool m_stale = false; ///< HDF5's dataset is that of an earlier refresh
    mutable bool m_failed = false;
};

} // namespace h5pulse
