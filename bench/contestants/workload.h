// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace bench {

/// What is recorded: steps of a time and a row of float64, which is one field or some of equal size.
///
/// The rows are generated beforehand and used again and again: row i is row i mod pool(). The pool's size is
/// a prime number and the rows are random, so that a row of a file tells whether it is in its place. A batch
/// of rows is one block of memory in the pool, so that write(2) needs no copy of it.
class Workload
{
public:
    static constexpr std::size_t kPool = 1009; ///< rows in the pool, unless they are very large

    /// @param fields  must divide components
    Workload(std::size_t steps, std::size_t components, std::size_t batch, std::size_t fields = 1);

    std::size_t steps() const { return m_steps; }
    /// Numbers in a row, of all fields.
    std::size_t components() const { return m_components; }
    std::size_t fields() const { return m_fields; }
    /// Numbers in a row of one field.
    std::size_t width() const { return m_components / m_fields; }
    /// "y" where there is one field, else "y0", "y1", ...
    std::string fieldName(std::size_t field) const;
    /// Steps between commits.
    std::size_t batch() const { return m_batch; }
    std::size_t pool() const { return m_pool; }
    /// Bytes of all times and rows.
    std::uint64_t payload() const { return std::uint64_t{8} * m_steps * (m_components + 1); }

    double time(std::size_t step) const { return kTimeStep * static_cast<double>(step); }
    std::span<const double> row(std::size_t step) const { return rows(step, 1); }
    /// Up to batch() rows that follow each other.
    std::span<const double> rows(std::size_t first, std::size_t count) const
    {
        return {m_rows.data() + (first % m_pool) * m_components, count * m_components};
    }

    /// Writes the pool's rows as raw float64, for contestants in other languages.
    void savePool(const std::filesystem::path& file) const;

private:
    static constexpr double kTimeStep = 1e-3;

    std::size_t m_steps;
    std::size_t m_components;
    std::size_t m_batch;
    std::size_t m_fields;
    std::size_t m_pool;
    std::vector<double> m_rows; ///< pool + batch rows: the first come again, so that batches never wrap
};

} // namespace bench
