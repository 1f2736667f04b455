// SPDX-License-Identifier: MIT
#pragma once

#include <hdf5.h>

#include <cstddef>
#include <vector>

namespace h5pulse::repacking {

/// Cuts the extent of a dataset into blocks of whole chunks, so that each chunk is read and written once.
class Blocks
{
public:
    /// @param extent        empty: a scalar
    /// @param chunk         of the same rank, no entry 0
    /// @param elementBytes  of one element
    /// @param budget        bytes of a block; a chunk that is larger is a block all the same
    Blocks(std::vector<hsize_t> extent, std::vector<hsize_t> chunk, std::size_t elementBytes,
           std::size_t budget);

    /// Goes on to the next; false: that was the last.
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

} // namespace h5pulse::repacking
