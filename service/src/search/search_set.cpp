// SPDX-License-Identifier: MIT
#include "search/search_set.h"

namespace h5pulse {

namespace {
constexpr std::int64_t kMaxTell = 150; // milliseconds between two reports
}

void SearchSet::setTarget(std::uint64_t steps)
{
    m_waiting.clear();
    for (std::size_t i = 0; i < m_searches.size(); ++i) {
        m_searches[i].setTarget(steps);
        if (m_searches[i].wantsMore()) {
            m_waiting.push_back(i);
        }
    }
    m_changed = true;
}

void SearchSet::advance(Reader& reader)
{
    const std::size_t next = m_waiting.front();
    m_waiting.pop_front();
    m_searches[next].advance(reader);
    if (m_searches[next].wantsMore()) {
        m_waiting.push_back(next);
    }
    m_changed = true;
}

bool SearchSet::isReportDue()
{
    if (!m_changed || (m_told.isRunning() && m_told.milliseconds() < kMaxTell)) {
        return false;
    }
    m_changed = false;
    m_told.start();
    return true;
}

double SearchSet::progress() const
{
    double seen = 0.0;
    double all = 0.0;
    for (const StepSearch& search : m_searches) {
        seen += static_cast<double>(search.seenSteps());
        all += static_cast<double>(search.allSteps());
    }
    return all > 0.0 ? seen / all : 1.0;
}

} // namespace h5pulse
