// SPDX-License-Identifier: MIT
#include "buffer/step_buffer.h"

#include "life/live_writer.h"

#include <algorithm>
#include <numeric>

namespace h5pulse {

StepBuffer::StepBuffer(std::span<const std::size_t> rowBytes, std::size_t batchSteps, std::size_t bytes,
                       std::size_t first)
    : m_rowBytes(rowBytes.begin(), rowBytes.end())
    , m_batchSteps(batchSteps)
    , m_place(first % batchSteps)
    , m_end(first)
    , m_firstUsed(first / batchSteps)
{
    const std::size_t stepBytes = std::accumulate(rowBytes.begin(), rowBytes.end(), sizeof(double));
    m_maxBatches = std::max<std::size_t>(bytes / (stepBytes * batchSteps), 2);
    m_used.push_back(std::make_unique<Batch>(m_rowBytes, m_batchSteps));
    m_filling = m_used.back().get();
}

bool StepBuffer::hasRoom()
{
    if (m_place < m_batchSteps) {
        return true;
    }
    const InsideCall inside;
    const std::lock_guard lock(m_mutex);
    if (m_free.empty() && m_used.size() >= m_maxBatches) {
        return false;
    }
    if (m_free.empty()) {
        m_free.push_back(std::make_unique<Batch>(m_rowBytes, m_batchSteps));
    }
    m_used.push_back(std::move(m_free.back()));
    m_free.pop_back();
    m_filling = m_used.back().get();
    m_place = 0;
    return true;
}

void StepBuffer::take(std::size_t count) noexcept
{
    m_place += count;
    m_end.store(m_end.load(std::memory_order_relaxed) + count, std::memory_order_release);
}

std::size_t StepBuffer::room()
{
    if (placesLeft() > 0) {
        return placesLeft();
    }
    const InsideCall inside;
    const std::lock_guard lock(m_mutex);
    return (m_maxBatches - std::min(m_maxBatches, m_used.size())) * m_batchSteps;
}

BatchParts StepBuffer::parts(std::size_t first, std::size_t last)
{
    const std::lock_guard lock(m_mutex);
    BatchParts parts;
    while (first < last) {
        const std::size_t place = first % m_batchSteps;
        const std::size_t count = std::min(last - first, m_batchSteps - place);
        parts.push_back({m_used[first / m_batchSteps - m_firstUsed].get(), place, count});
        first += count;
    }
    return parts;
}

void StepBuffer::release(std::size_t first)
{
    const std::lock_guard lock(m_mutex);
    // Keep the batch that is being filled, even when all its steps are committed.
    while (m_used.size() > 1 && first >= (m_firstUsed + 1) * m_batchSteps) {
        m_free.push_back(std::move(m_used.front()));
        m_used.pop_front();
        ++m_firstUsed;
    }
}

} // namespace h5pulse
