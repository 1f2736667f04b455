// SPDX-License-Identifier: MIT
#include "repack/blocks.h"

#include <algorithm>
#include <utility>

namespace h5pulse::repacking {

Blocks::Blocks(std::vector<hsize_t> extent, std::vector<hsize_t> chunk, std::size_t elementBytes,
               std::size_t budget)
    : m_extent(std::move(extent))
    , m_block(std::move(chunk))
    , m_start(m_extent.size(), 0)
    , m_count(m_extent.size(), 0)
{
    hsize_t bytes = std::max<hsize_t>(elementBytes, 1);
    for (const hsize_t size : m_block) {
        bytes *= size;
    }
    // From the last dimension on, which varies fastest, as long as the block has all of the ones after it.
    for (std::size_t i = m_block.size(); i-- > 0;) {
        const hsize_t wanted = (m_extent[i] + m_block[i] - 1) / m_block[i];
        const hsize_t times = std::max<hsize_t>(1, std::min<hsize_t>(wanted, budget / bytes));
        m_block[i] *= times;
        bytes *= times;
        if (times < wanted) {
            break;
        }
    }
}

std::size_t Blocks::elements() const noexcept
{
    std::size_t count = 1;
    for (const hsize_t size : m_count) {
        count *= size;
    }
    return count;
}

bool Blocks::step()
{
    if (!std::exchange(m_begun, true)) {
        return std::find(m_extent.begin(), m_extent.end(), 0) == m_extent.end();
    }
    for (std::size_t i = m_start.size(); i-- > 0;) {
        m_start[i] += m_block[i];
        if (m_start[i] < m_extent[i]) {
            return true;
        }
        m_start[i] = 0;
    }
    return false;
}

bool Blocks::next()
{
    if (!step()) {
        return false;
    }
    for (std::size_t i = 0; i < m_start.size(); ++i) {
        m_count[i] = std::min(m_block[i], m_extent[i] - m_start[i]);
    }
    return true;
}

} // namespace h5pulse::repacking
