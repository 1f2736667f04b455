// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/run_description.h>

#include <map>

namespace h5pulse {

/// Descriptions of runs that both ends know by a number, so that each is sent once. Both ends keep the last kKept.
class KnownRuns
{
public:
    static constexpr std::size_t kKept = 4;

    /// 0: the run is not known.
    std::uint64_t numberOf(const RunDescriptionPtr& run) const;
    /// Null: no run has this number, or it was forgotten.
    RunDescriptionPtr at(std::uint64_t number) const;
    /// Adds a run with the next number, from 1 on.
    std::uint64_t add(RunDescriptionPtr run);

private:
    std::map<std::uint64_t, RunDescriptionPtr> m_runs;
    std::uint64_t m_last = 0;
};

} // namespace h5pulse
