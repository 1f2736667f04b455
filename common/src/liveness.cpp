// SPDX-License-Identifier: MIT
#include "liveness.h"

#include "os/machine.h"
#include "os/open_files.h"
#include "os/run_lock.h"

#include <algorithm>

namespace h5pulse {

namespace {

// A writer commits as regularly as the simulation steps: silence is judged by the run's own rhythm.
constexpr double kUsualIntervals = 5.0;

} // namespace

RunState Liveness::judge(const RunFile& file, const std::optional<Heartbeat>& heartbeat, std::size_t steps)
{
    const auto now = Clock::now();
    if (steps != m_steps) {
        m_sawGrowth = m_steps != 0 || m_sawGrowth;
        m_steps = steps;
        m_lastSign = now;
    }
    if (heartbeat && heartbeat->sequence != m_sequence) {
        m_sequence = heartbeat->sequence;
        m_lastSign = now;
    }
    return heartbeat ? judgeOurs(file, *heartbeat) : judgeOthers(file);
}

RunState Liveness::judgeOurs(const RunFile& file, const Heartbeat& heartbeat)
{
    if (heartbeat.state == Heartbeat::Finished) {
        return RunState::Finished;
    }
    if (heartbeat.state == Heartbeat::Failed) {
        return RunState::Failed;
    }
    const bool remote = heartbeat.hostText() != hostName();
    const auto locked = isLocked(file.descriptor());
    if (locked.value_or(false)) {
        return heartbeat.trouble != 0 || heartbeatIsLate(heartbeat) ? RunState::Stalled : RunState::Running;
    }
    // A file without a writer's marks has none anywhere: it was repaired, and nobody resumed it.
    if ((locked && !remote) || !file.swmr()) {
        return RunState::Crashed;
    }
    // A lock of another machine may not reach us: then its heartbeat alone tells.
    return Clock::now() - m_lastSign < m_stallAfter ? RunState::Running : RunState::Stalled;
}

bool Liveness::heartbeatIsLate(const Heartbeat& heartbeat) const
{
    const double last = std::max(heartbeat.commitTime, heartbeat.startTime);
    const double usual = heartbeat.commits > 0 ? (heartbeat.commitTime - heartbeat.startTime) /
                                                     static_cast<double>(heartbeat.commits)
                                               : 0.0;
    const double allowed =
        std::max(std::chrono::duration<double>(m_stallAfter).count(), kUsualIntervals * usual);
    return wallClock() - last > allowed;
}

RunState Liveness::judgeOthers(const RunFile& file)
{
    const bool quiet = Clock::now() - m_lastSign >= m_stallAfter;
    if (!file.swmr()) {
        // Programs that reopen the file for each batch leave no mark: what we saw grow may grow again.
        return m_sawGrowth && !quiet ? RunState::Running : RunState::Finished;
    }
    if (m_sawGrowth && !quiet) {
        return RunState::Running;
    }
    if (!writerIsSeen(file)) {
        return RunState::Crashed;
    }
    return quiet ? RunState::Stalled : RunState::Running;
}

bool Liveness::writerIsSeen(const RunFile& file)
{
    const auto now = Clock::now();
    if (m_lastSearch == Clock::time_point{} || now - m_lastSearch > std::chrono::seconds(1)) {
        m_lastSearch = now;
        m_found = findWriter(file.descriptor()).has_value();
    }
    return m_found;
}

} // namespace h5pulse
