// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/step_search.h"

#include <QElapsedTimer>

#include <deque>

namespace h5pulse::viewer {

/// Searches that take turns. On the worker's thread.
class SearchSet
{
public:
    void add(StepSearch search) { m_searches.push_back(std::move(search)); }
    const std::vector<StepSearch>& searches() const { return m_searches; }
    std::vector<StepSearch> release() { return std::move(m_searches); }

    void aim(std::uint64_t steps);
    bool wantsMore() const { return !m_waiting.empty(); }
    void advance(Reader& reader);
    /// Whether there is something to tell that was not told: a few times a second at most.
    bool isTellingDue();
    /// Part of the steps that were looked at, of all searches; 1 where there is nothing to look at.
    double progress() const;

private:
    std::vector<StepSearch> m_searches;
    std::deque<std::size_t> m_waiting; // of m_searches, those that want more
    QElapsedTimer m_told;
    bool m_changed = true;
};

} // namespace h5pulse::viewer
