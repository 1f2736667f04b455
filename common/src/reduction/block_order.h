// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace h5pulse {

/// Which blocks of a growing row have been visited, and which is next: each pass visits blocks half as far
/// apart as those before. One bit a block.
class BlockOrder
{
public:
    /// There are so many blocks now; never fewer than before.
    void grow(std::size_t blocks);
    /// The next block to visit; nothing where all have been.
    std::optional<std::size_t> next();
    void visited(std::size_t block);
    bool isVisited(std::size_t block) const { return m_visited[block]; }

private:
    void beginPass();

    std::vector<bool> m_visited;
    std::size_t m_unvisited = 0; ///< how many
    std::size_t m_whole = 0;     ///< all blocks before this one have been visited
    std::size_t m_stride = 1;    ///< of this pass
    std::size_t m_at = 0;
};

} // namespace h5pulse
