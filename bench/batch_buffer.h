// SPDX-License-Identifier: MIT
#pragma once

#include "workload.h"

#include <cstring>
#include <span>
#include <vector>

namespace bench {

/// A batch of steps in memory: what every recorder needs that does not write row by row.
class BatchBuffer
{
public:
    explicit BatchBuffer(const Workload& workload)
        : m_components(workload.components())
        , m_capacity(workload.batch())
        , m_times(workload.batch())
        , m_rows(workload.batch() * workload.components())
    {
    }

    /// Copies a step. True: the batch is full now.
    bool append(double t, std::span<const double> y)
    {
        m_times[m_count] = t;
        std::memcpy(m_rows.data() + m_count * m_components, y.data(), y.size_bytes());
        return ++m_count == m_capacity;
    }
    std::size_t count() const { return m_count; }
    const double* times() const { return m_times.data(); }
    const double* rows() const { return m_rows.data(); }
    void clear() { m_count = 0; }

private:
    std::size_t m_components;
    std::size_t m_capacity;
    std::size_t m_count = 0;
    std::vector<double> m_times;
    std::vector<double> m_rows;
};

} // namespace bench
