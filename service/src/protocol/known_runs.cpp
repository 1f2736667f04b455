// SPDX-License-Identifier: MIT
#include <h5pulse/service/known_runs.h>

#include <algorithm>

namespace h5pulse {

std::uint64_t KnownRuns::numberOf(const RunDescriptionPtr& run) const
{
    const auto found = std::ranges::find_if(m_runs, [&](const auto& known) { return known.second == run; });
    return found == m_runs.end() ? 0 : found->first;
}

RunDescriptionPtr KnownRuns::at(std::uint64_t number) const
{
    const auto found = m_runs.find(number);
    return found == m_runs.end() ? nullptr : found->second;
}

std::uint64_t KnownRuns::add(RunDescriptionPtr run)
{
    m_runs[++m_last] = std::move(run);
    if (m_runs.size() > kKept) {
        m_runs.erase(m_runs.begin());
    }
    return m_last;
}

} // namespace h5pulse
