// SPDX-License-Identifier: MIT
#pragma once

#include "h5/driver.h"

#include <h5pulse/element_type.h>

#include <cstddef>
#include <functional>
#include <map>
#include <vector>

namespace h5pulse::h5 {

/// Reads elements of a chunked dataset from the file past HDF5, which would read each chunk as a whole: one
/// step of 2 KiB would cost 256 KiB. Only for unfiltered chunks, and for elements that are stored as they are
/// in memory.
///
/// It remembers the addresses of a few chunks and the last bytes that it has read. The owner must call
/// forget() whenever these may have changed.
class ChunkReader
{
public:
    /// Returns the address of the chunk that begins at this element; HADDR_UNDEF: unknown.
    using Find = std::function<haddr_t(const std::vector<hsize_t>& firstElement)>;

    /// Reads nothing.
    ChunkReader() = default;
    /// @param chunk  elements of a chunk along each dimension of the dataset
    ChunkReader(DriverRef driver, std::vector<hsize_t> chunk, ElementType stored);

    /// Size of a chunk in bytes.
    std::size_t chunkBytes() const noexcept { return m_chunkBytes; }

    /// Reads a box of elements as Reader does: in their own type, or as Float64. False if HDF5 must read
    /// them, or if HDF5 would read no more bytes or find the reason of a failure; `to` may have changed.
    bool read(const std::vector<hsize_t>& start, const std::vector<hsize_t>& count, ElementType type,
              void* to, const Find& find);

    /// Forgets what it has read, and the addresses too if chunks may have moved.
    void forget(bool addresses) noexcept;

private:
    struct Part;
    std::vector<Part> partsOf(const std::vector<hsize_t>& start, const std::vector<hsize_t>& count) const;
    Part partOf(const std::vector<hsize_t>& start, const std::vector<hsize_t>& count,
                std::vector<hsize_t> chunk) const;
    haddr_t address(const std::vector<hsize_t>& chunk, const Find& find);
    bool readPart(const Part& part, haddr_t chunk, ElementType type, std::byte* to);
    const std::byte* bytes(haddr_t address, std::size_t size, std::vector<std::byte>& buffer);

    DriverRef m_driver;
    std::vector<hsize_t> m_chunk; ///< elements along each dimension
    ElementType m_stored = ElementType::Float64;
    std::size_t m_chunkBytes = 0;
    std::map<std::vector<hsize_t>, haddr_t> m_addresses; ///< by position in the grid of chunks
    haddr_t m_recentAddress = 0;
    std::vector<std::byte> m_recent; ///< the bytes that were read last, if they were few
};

} // namespace h5pulse::h5
