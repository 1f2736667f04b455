// SPDX-License-Identifier: MIT
#pragma once

#include "os/page.h"

#include <hdf5.h>

#include <cstddef>

namespace h5pulse::h5 {

/// Chooses the addresses of new blocks in a file.
///
/// - Blocks of a page or more begin at a page border: writing rows costs a third less than across borders,
///   and consecutive chunks are also consecutive in the file.
/// - Smaller blocks do not cross a page border. Object headers and the heartbeat are overwritten in place
///   with each commit, and a kill in the middle of a write across a border could leave a mix of the old
///   and the new block. (Larger metadata blocks are protected by the journal.) Small blocks are placed in
///   separate small areas, so that they do not come between the rows.
class BlockPlacement
{
public:
    /// The address of a new block; moves the end of the allocated space.
    haddr_t place(hsize_t size, haddr_t& end) noexcept
    {
        if (size >= kPage) {
            return atBorder(size, end);
        }
        if (m_end > end) {
            m_at = m_end = 0; // HDF5 has reclaimed the space of the area
        }
        haddr_t at = insideOfAPage(m_at, size);
        if (at + size > m_end) {
            at = atBorder(kArea, end);
            m_end = end;
        }
        m_at = at + size;
        return at;
    }

private:
    static constexpr hsize_t kArea = hsize_t{4} * kPage;

    static haddr_t atBorder(hsize_t size, haddr_t& end) noexcept
    {
        const haddr_t at = (end + kPage - 1) / kPage * kPage;
        end = at + size;
        return at;
    }

    static haddr_t insideOfAPage(haddr_t at, hsize_t size) noexcept
    {
        const haddr_t into = at % kPage;
        return into != 0 && into + size > kPage ? at + (kPage - into) : at;
    }

    haddr_t m_at = 0; ///< next free address in the area for small blocks
    haddr_t m_end = 0;
};

} // namespace h5pulse::h5
