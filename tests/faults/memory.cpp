// SPDX-License-Identifier: MIT
#include "memory.h"

#include <algorithm>
#include <fstream>

namespace h5pulse::faults {

void MemoryRecord::sample()
{
    std::ifstream status("/proc/" + std::to_string(m_process) + "/status");
    for (std::string word; status >> word;) {
        if (word == "VmRSS:") {
            status >> m_last;
            m_first = m_first == 0 ? m_last : m_first;
            m_max = std::max(m_max, m_last);
            return;
        }
    }
}

std::string MemoryRecord::text() const
{
    return "memory of " + m_name + ": first " + std::to_string(m_first) + " kB, last " +
           std::to_string(m_last) + " kB, most " + std::to_string(m_max) + " kB";
}

} // namespace h5pulse::faults
