// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace bench {

/// The recorded data: steps of a time and a row of float64, in one field or several of equal size.
///
/// The rows are generated in advance and repeat: row i is row i mod pool(). The pool has a prime number of
/// random rows, so that a row in a file shows whether it is in its place. A batch of rows is one block of
/// memory in the pool, so write(2) needs no copy.
class Workload
{
public:
    static constexpr std::size_t kPool = 1009; ///< rows in the pool, unless they are very large

    /// @param fields  must divide components
    Workload(std::size_t steps, std::size_t components, std::size_t batch, std::size_t fields = 1);

    std::size_t steps() const { return m_steps; }
    /// Numbers per row, of all fields.
    std::size_t components() const { return m_components; }
    std::size_t fields() const { return m_fields; }
    /// Numbers per row of one field.
    std::size_t width() const { return m_components / m_fields; }
    /// "y" for one field, otherwise "y0", "y1", ...
    std::string fieldName(std::size_t field) const;
    /// Steps between commits.
    std::size_t batch() const { return m_batch; }
    std::size_t pool() const { return m_pool; }
    /// Bytes of all times and rows.
    std::uint64_t payload() const { return std::uint64_t{8} * m_steps * (m_components + 1); }

    double time(std::size_t step) const { return kTimeStep * static_cast<double>(step); }
    std::span<const double> row(std::size_t step) const { return rows(step, 1); }
    /// Up to batch() consecutive rows.
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
    std::vector<double> m_rows; ///< pool + batch rows: the first rows are repeated, so that batches never
                                ///< wrap around
};

} // namespace bench
