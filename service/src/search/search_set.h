// SPDX-License-Identifier: MIT
#pragma once

#include "query/stopwatch.h"
#include "search/step_search.h"

#include <deque>

namespace h5pulse {

/// Several searches that take turns. Use on the thread that owns the Reader.
class SearchSet
{
public:
    void add(StepSearch search) { m_searches.push_back(std::move(search)); }
    const std::vector<StepSearch>& searches() const { return m_searches; }
    std::vector<StepSearch> release() { return std::move(m_searches); }

    void setTarget(std::uint64_t steps);
    bool wantsMore() const { return !m_waiting.empty(); }
    void advance(Reader& reader);
    /// Whether there is news to report; true at most a few times per second.
    bool isReportDue();
    /// Searched part of the steps of all searches; 1 if there is nothing to search.
    double progress() const;

private:
    std::vector<StepSearch> m_searches;
    std::deque<std::size_t> m_waiting; // indices of the searches in m_searches that are not finished
    Stopwatch m_told;
    bool m_changed = true;
};

} // namespace h5pulse
