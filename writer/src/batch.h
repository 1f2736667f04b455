// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/writer.h>

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace h5pulse {

/// Steps in memory, each field's rows one after the other, as they go to the file. Memory is taken once.
class Batch
{
public:
    /// @param rowBytes  bytes of one step of each field
    Batch(std::span<const std::size_t> rowBytes, std::size_t capacity);

    std::size_t size() const noexcept { return m_size; }
    bool empty() const noexcept { return m_size == 0; }
    bool full() const noexcept { return m_size == m_capacity; }
    void clear() noexcept { m_size = 0; }

    /// Copies a step in; the values must fit, and there must be room.
    void push(double t, std::span<const StepValues> values) noexcept;

    const double* times() const noexcept { return m_times.get(); }
    const std::byte* rows(std::size_t field) const noexcept { return m_columns[field].rows.get(); }

private:
    struct Column
    {
        std::size_t rowBytes;
        std::unique_ptr<std::byte[]> rows;
    };

    std::size_t m_capacity;
    std::size_t m_size = 0;
    std::unique_ptr<double[]> m_times;
    std::vector<Column> m_columns;
};

} // namespace h5pulse
