// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/run_status.h>

namespace h5pulse {

/// Makes one story of the status of several processes that serve the same path one after the other: a run that is read
/// again is the same run, with the same generation, and stays known until it is read again.
class StatusStory
{
public:
    /// Begins with another path.
    void begin(const std::string& path);
    void onNewProcess() { m_isNewProcess = true; }
    /// The description of the run; null: there was none.
    const RunDescriptionPtr& run() const { return m_last.run; }
    /// Turns a status from the present process into the one that the client gets.
    StatusPtr next(const RunStatus& served);

private:
    std::string m_path;
    RunStatus m_last;
    std::uint64_t m_runs = 0;   // of this opening
    std::uint64_t m_served = 0; // generation that the process gave
    bool m_isNewProcess = false;
};

} // namespace h5pulse
