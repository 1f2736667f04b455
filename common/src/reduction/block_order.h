// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace h5pulse {

/// Order in which the blocks of a growing run are visited. Each pass halves the distance between visited
/// blocks. Memory: one bit per block.
class BlockOrder
{
public:
    /// Sets the number of blocks, which must not decrease.
    void grow(std::size_t blocks);
    /// The next block to visit; nothing if all blocks were visited.
    std::optional<std::size_t> next();
    void visited(std::size_t block);
    bool isVisited(std::size_t block) const { return m_visited[block]; }

private:
    void beginPass();

    std::vector<bool> m_visited;
    std::size_t m_unvisited = 0; ///< number of unvisited blocks
    std::size_t m_whole = 0;     ///< all blocks before this one have been visited
    std::size_t m_stride = 1;    ///< distance between the blocks of this pass
    std::size_t m_at = 0;
};

} // namespace h5pulse
