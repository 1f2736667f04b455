// SPDX-License-Identifier: MIT
#pragma once

#include "contestants/workload.h"

#include <cstring>
#include <span>
#include <vector>

namespace bench {

/// A batch of steps in memory, each field separately, for recorders that do not write row by row.
class BatchBuffer
{
public:
    explicit BatchBuffer(const Workload& workload)
        : m_width(workload.width())
        , m_capacity(workload.batch())
        , m_times(workload.batch())
        , m_rows(workload.fields(), std::vector<double>(workload.batch() * workload.width()))
    {
    }

    /// Copies a step. Returns true if the batch is now full.
    bool append(double t, std::span<const double> y)
    {
        m_times[m_count] = t;
        const double* from = y.data();
        for (std::vector<double>& rows : m_rows) {
            std::memcpy(rows.data() + m_count * m_width, from, m_width * sizeof(double));
            from += m_width;
        }
        return ++m_count == m_capacity;
    }
    std::size_t capacity() const { return m_capacity; }
    std::size_t count() const { return m_count; }
    const double* times() const { return m_times.data(); }
    const double* rows(std::size_t field = 0) const { return m_rows[field].data(); }
    void clear() { m_count = 0; }

private:
    std::size_t m_width;
    std::size_t m_capacity;
    std::size_t m_count = 0;
    std::vector<double> m_times;
    std::vector<std::vector<double>> m_rows;
};

} // namespace bench
