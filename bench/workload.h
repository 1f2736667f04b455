// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace bench {

/// What is recorded: steps of a time and a row of float64.
///
/// The rows are generated beforehand and used again and again: row i is row i mod kPool of a pool. The pool's
/// size is a prime number and the rows are random, so that a row of a file tells whether it is in its place.
/// A batch of rows is one block of memory in the pool, so that write(2) needs no copy of it.
class Workload
{
public:
    static constexpr std::size_t kPool = 1009;

    Workload(std::size_t steps, std::size_t components, std::size_t batch);

    std::size_t steps() const { return m_steps; }
    std::size_t components() const { return m_components; }
    /// Steps between commits.
    std::size_t batch() const { return m_batch; }
    /// Bytes of all times and rows.
    std::uint64_t payload() const { return std::uint64_t{8} * m_steps * (m_components + 1); }

    double time(std::size_t step) const { return kTimeStep * static_cast<double>(step); }
    std::span<const double> row(std::size_t step) const { return rows(step, 1); }
    /// Up to batch() rows that follow each other.
    std::span<const double> rows(std::size_t first, std::size_t count) const
    {
        return {m_rows.data() + (first % kPool) * m_components, count * m_components};
    }

    /// Writes the pool's rows as raw float64, for contestants in other languages.
    void savePool(const std::filesystem::path& file) const;

private:
    static constexpr double kTimeStep = 1e-3;

    std::size_t m_steps;
    std::size_t m_components;
    std::size_t m_batch;
    std::vector<double> m_rows; ///< kPool + batch rows: the first come again, so that batches never wrap
};

} // namespace bench
