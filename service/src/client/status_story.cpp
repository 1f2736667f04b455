// SPDX-License-Identifier: MIT
#include "client/status_story.h"

#include <utility>

namespace h5pulse {

void StatusStory::begin(const std::string& path)
{
    *this = {};
    m_path = path;
}

StatusPtr StatusStory::next(const RunStatus& served)
{
    RunStatus status = served;
    status.path = m_path;
    if (status.opening != m_last.opening) {
        m_runs = 0;
        m_served = 0;
    } else if (!status.run && m_last.run) {
        // The new process has not read it yet, or cannot.
        status = m_last;
        status.phase = served.phase == RunPhase::Waiting ? RunPhase::Unreachable : served.phase;
        status.message = served.message;
        return std::make_shared<const RunStatus>(status);
    }
    if (status.run) {
        const bool isSameRun = m_isNewProcess ? status.run == m_last.run && status.opening == m_last.opening
                                              : status.generation == m_served;
        m_runs += isSameRun ? 0 : 1;
        m_served = status.generation;
        m_isNewProcess = false;
    }
    status.generation = (status.opening << 32U) + m_runs;
    m_last = status;
    return std::make_shared<const RunStatus>(std::move(status));
}

} // namespace h5pulse
