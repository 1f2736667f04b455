// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <sys/types.h>

namespace h5pulse::faults {

/// Resident memory of a process over its life, in kB.
class MemoryRecord
{
public:
    MemoryRecord(std::string name, pid_t process)
        : m_name(std::move(name))
        , m_process(process)
    {
    }

    /// Looks now. The first look counts as the beginning: take it when the process has warmed up.
    void sample();

    std::size_t first() const noexcept { return m_first; }
    std::size_t last() const noexcept { return m_last; }
    const std::string& name() const noexcept { return m_name; }
    std::string text() const;

private:
    std::string m_name;
    pid_t m_process;
    std::size_t m_first = 0, m_last = 0, m_max = 0;
};

} // namespace h5pulse::faults
