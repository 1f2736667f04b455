// SPDX-License-Identifier: MIT
#include "buffer/batch.h"

namespace h5pulse {

Batch::Batch(std::span<const std::size_t> rowBytes, std::size_t capacity)
    : m_times(std::make_unique_for_overwrite<double[]>(capacity))
{
    m_columns.reserve(rowBytes.size());
    for (const std::size_t bytes : rowBytes) {
        m_columns.push_back({bytes, std::make_unique_for_overwrite<std::byte[]>(bytes * capacity)});
    }
}

std::size_t stepsIn(const BatchParts& parts) noexcept
{
    std::size_t steps = 0;
    for (const BatchPart& part : parts) {
        steps += part.count;
    }
    return steps;
}

} // namespace h5pulse
