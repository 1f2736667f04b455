// SPDX-License-Identifier: MIT
#pragma once

#include "query/stopwatch.h"
#include "search/step_search.h"

#include <deque>

namespace h5pulse {

/// Searches that take turns. For the thread that owns the Reader.
class SearchSet
{
public:
    void add(StepSearch search) { m_searches.push_back(std::move(search)); }
    const std::vector<StepSearch>& searches() const { return m_searches; }
    std::vector<StepSearch> release() { return std::move(m_searches); }

    void setTarget(std::uint64_t steps);
    bool wantsMore() const { return !m_waiting.empty(); }
    void advance(Reader& reader);
    /// Whether there is news; true a few times per second at most.
    bool isReportDue();
    /// Searched part of the steps of all searches; 1 if there is nothing to search.
    double progress() const;

private:
    std::vector<StepSearch> m_searches;
    std::deque<std::size_t> m_waiting; // of m_searches, those that want more
    Stopwatch m_told;
    bool m_changed = true;
};

} // namespace h5pulse
