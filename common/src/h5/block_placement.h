// SPDX-License-Identifier: MIT
#pragma once

#include "os/page.h"

#include <hdf5.h>

#include <cstddef>

namespace h5pulse::h5 {

/// Decides where new blocks of a file lie.
///
/// - Blocks of a page and more begin at a border of pages: writing rows costs a third less so than across
/// borders,
///   and chunks that follow each other lie so in the file.
/// - Smaller ones do not cross a border. Else a kill in the middle of a write could leave a block that is
///   overwritten in place, as object headers and the heartbeat are with each commit, neither its old nor its
///   new self. (For larger ones of metadata there is the journal.) They gather in small areas of their own,
///   so as not to come between the rows.
class BlockPlacement
{
public:
    /// The address of a new block; moves the end of what is allocated.
    haddr_t place(hsize_t size, haddr_t& end) noexcept
    {
        if (size >= kPage) {
            return atBorder(size, end);
        }
        if (m_end > end) {
            m_at = m_end = 0; // HDF5 has taken the area's place back
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

    haddr_t m_at = 0; ///< in the area for small blocks
    haddr_t m_end = 0;
};

} // namespace h5pulse::h5
