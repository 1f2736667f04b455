// SPDX-License-Identifier: MIT
#include "batch.h"

#include <cstring>

namespace h5pulse {

Batch::Batch(std::span<const std::size_t> rowBytes, std::size_t capacity)
    : m_capacity(capacity)
    , m_times(std::make_unique_for_overwrite<double[]>(capacity))
{
    for (const std::size_t bytes : rowBytes) {
        m_columns.push_back({bytes, std::make_unique_for_overwrite<std::byte[]>(bytes * capacity)});
    }
}

void Batch::push(double t, std::span<const StepValues> values) noexcept
{
    m_times[m_size] = t;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const Column& column = m_columns[i];
        std::memcpy(column.rows.get() + m_size * column.rowBytes, values[i].data, column.rowBytes);
    }
    ++m_size;
}

} // namespace h5pulse
