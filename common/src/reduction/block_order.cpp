// SPDX-License-Identifier: MIT
#include "reduction/block_order.h"

#include <bit>

namespace h5pulse {

void BlockOrder::grow(std::size_t blocks)
{
    if (blocks <= m_visited.size()) {
        return;
    }
    m_unvisited += blocks - m_visited.size();
    m_visited.resize(blocks, false);
    m_stride = std::bit_ceil(blocks - m_whole);
    beginPass();
}

/// Skips the blocks at the beginning that are all visited.
void BlockOrder::beginPass()
{
    while (m_whole < m_visited.size() && m_visited[m_whole]) {
        ++m_whole;
    }
    m_at = m_whole + (m_stride - m_whole % m_stride) % m_stride;
}

std::optional<std::size_t> BlockOrder::next()
{
    if (m_unvisited == 0) {
        return std::nullopt;
    }
    for (;;) {
        for (; m_at < m_visited.size(); m_at += m_stride) {
            if (!m_visited[m_at]) {
                return m_at;
            }
        }
        m_stride = m_stride > 1 ? m_stride / 2 : 1;
        beginPass();
    }
}

void BlockOrder::visited(std::size_t block)
{
    if (!m_visited[block]) {
        m_visited[block] = true;
        --m_unvisited;
    }
}

} // namespace h5pulse
