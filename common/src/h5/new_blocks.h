// SPDX-License-Identifier: MIT
#pragma once

#include <hdf5.h>

#include <algorithm>
#include <new>
#include <vector>

namespace h5pulse::h5 {

/// Metadata blocks that were added to a file since the last synchronisation. HDF5 writes a new block first
/// and then overwrites the block that leads to it. A power loss may keep the second write and lose the
/// first; the index then leads to a block that was never written, and the dataset can neither be cut nor
/// continued. So the new block must be on the disk before any other block is overwritten.
class NewBlocks
{
public:
    /// False if there is not enough memory.
    bool add(haddr_t address, hsize_t size) noexcept
    try {
        m_blocks.push_back({address, size, false});
        return true;
    } catch (const std::bad_alloc&) {
        return false;
    }

    /// Whether new blocks must be on the disk before these bytes are written.
    bool mustPrecede(haddr_t address, hsize_t size) const noexcept
    {
        return std::any_of(m_blocks.begin(), m_blocks.end(), [](const Block& b) { return b.written; }) &&
               std::none_of(m_blocks.begin(), m_blocks.end(), [&](const Block& b) {
                   return b.address <= address && address + size <= b.address + b.size;
               });
    }

    void noteWritten(haddr_t address, hsize_t size) noexcept
    {
        for (Block& block : m_blocks) {
            block.written =
                block.written || (block.address < address + size && address < block.address + block.size);
        }
    }

    /// Everything that was written is on the disk.
    void noteSynced() noexcept
    {
        std::erase_if(m_blocks, [](const Block& b) { return b.written; });
    }

private:
    struct Block
    {
        haddr_t address;
        hsize_t size;
        bool written;
    };

    std::vector<Block> m_blocks{};
};

} // namespace h5pulse::h5
