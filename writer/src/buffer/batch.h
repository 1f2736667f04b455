// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace h5pulse {

/// Memory for a fixed number of steps; each field's rows lie one after the other, as in the file. It
/// allocates once. StepBuffer counts the steps in it.
class Batch
{
public:
    /// @param rowBytes  bytes of one step of each field
    Batch(std::span<const std::size_t> rowBytes, std::size_t capacity);

    double* times() noexcept { return m_times.get(); }
    const double* times() const noexcept { return m_times.get(); }
    std::byte* rows(std::size_t field) noexcept { return m_columns[field].rows.get(); }
    std::byte* row(std::size_t field, std::size_t place) noexcept
    {
        return m_columns[field].rows.get() + place * m_columns[field].rowBytes;
    }
    const std::byte* rows(std::size_t field, std::size_t place) const noexcept
    {
        return m_columns[field].rows.get() + place * m_columns[field].rowBytes;
    }

private:
    struct Column
    {
        std::size_t rowBytes;
        std::unique_ptr<std::byte[]> rows;
    };

    std::unique_ptr<double[]> m_times;
    std::vector<Column> m_columns;
};

/// Consecutive steps of one batch.
struct BatchPart
{
    const Batch* batch = nullptr;
    std::size_t first = 0; ///< index of the first step in the batch
    std::size_t count = 0;

    const double* times() const noexcept { return batch->times() + first; }
    const std::byte* rows(std::size_t field) const noexcept { return batch->rows(field, first); }
};

/// Consecutive steps in several batches.
using BatchParts = std::vector<BatchPart>;

/// Total number of steps.
std::size_t stepsIn(const BatchParts& parts) noexcept;

} // namespace h5pulse
