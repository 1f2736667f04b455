// SPDX-License-Identifier: MIT
#pragma once

#include "repack/failure.h"

#include <algorithm>
#include <cstdint>
#include <functional>

namespace h5pulse::repacking {

/// Counts what is done, and tells the user of it.
class Progress
{
public:
    using Tell = std::function<bool(std::uintmax_t, std::uintmax_t)>;

    Progress(const Tell& tell, std::uintmax_t total)
        : m_tell(tell)
        , m_total(total)
    {
        add(0);
    }

    /// Throws Cancelled.
    void add(std::uintmax_t bytes)
    {
        m_done = std::min(m_done + bytes, m_total);
        if (m_tell && !m_tell(m_done, m_total)) {
            throw Cancelled{};
        }
    }

private:
    const Tell& m_tell;
    std::uintmax_t m_done = 0;
    std::uintmax_t m_total;
};

} // namespace h5pulse::repacking
