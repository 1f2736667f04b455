// SPDX-License-Identifier: MIT
#include "state/liveness.h"

#include "os/machine.h"
#include "os/open_files.h"
#include "os/run_lock.h"

#include <algorithm>
#include <utility>

namespace h5pulse {

namespace {

// A writer commits as regularly as the simulation steps: compare a silence with the usual interval of the
// run.
constexpr double kUsualIntervals = 5.0;

using Seconds = std::chrono::duration<double>;

/// Time between two time points of one clock; 0 if the clock was set in between: then the time is
/// negative, or longer than a run can be, as on a machine that starts in 1970.
Seconds between(double from, double to)
{
    constexpr Seconds most = std::chrono::hours(24 * 365 * 10);
    const Seconds time(to - from);
    return time > Seconds(0.0) && time < most ? time : Seconds(0.0);
}

} // namespace

RunState Liveness::judge(const RunFile& file, const std::optional<Heartbeat>& heartbeat, std::size_t steps)
{
    note(heartbeat, steps);
    const double before = std::exchange(m_presumedDeadSince, 0.0);
    const RunState state = judgeBy(file, heartbeat);
    if (m_presumedDeadSince != 0.0 && before != 0.0) {
        m_presumedDeadSince = before; // the same moment
    }
    return state;
}

RunState Liveness::judgeBy(const RunFile& file, const std::optional<Heartbeat>& heartbeat)
{
    return heartbeat ? judgeOurs(file, *heartbeat) : judgeOthers(file);
}

void Liveness::note(const std::optional<Heartbeat>& heartbeat, std::size_t steps)
{
    const auto now = Clock::now();
    if (steps != m_steps) {
        m_sawGrowth = m_steps != 0 || m_sawGrowth;
        m_steps = steps;
        m_lastSign = now;
    }
    if (heartbeat && heartbeat->sequence != m_sequence) {
        m_sawHeartbeat = m_sawHeartbeat || m_sequence != 0;
        m_sequence = heartbeat->sequence;
        m_lastSign = now;
    }
    if (heartbeat) {
        noteProgress(*heartbeat, now);
    }
}

/// A commit that was missing at the last look was made after it. The record itself has the best estimate
/// of its age.
void Liveness::noteProgress(const Heartbeat& heartbeat, Clock::time_point now)
{
    const Progress progress{heartbeat.startTime, heartbeat.commits, heartbeat.steps};
    if (m_progress != progress) {
        const double last = heartbeat.commits > 0 ? heartbeat.commitTime : heartbeat.startTime;
        const auto ago = std::chrono::duration_cast<Clock::duration>(between(last, heartbeat.time));
        m_lastProgress = m_progress ? std::max(m_lastLook, now - ago) : now - ago;
        m_progress = progress;
    }
    m_lastLook = now;
}

RunState Liveness::judgeOurs(const RunFile& file, const Heartbeat& heartbeat)
{
    if (const auto end = heartbeat.end()) {
        return *end;
    }
    const bool stalls = heartbeat.writeProblem != 0 || commitIsLate(heartbeat);
    const auto locked = isLocked(file.descriptor());
    if (locked.value_or(false)) {
        return stalls ? RunState::Stalled : RunState::Running;
    }
    // A file without writer marks has no writer on any machine: it was repaired and not resumed.
    if ((locked && !mayLiveElsewhere(heartbeat)) || !file.swmr()) {
        return RunState::Crashed;
    }
    // A lock of another machine may not be visible here: then only the heartbeat shows whether the writer
    // is alive.
    presumeDeath();
    return stalls || isSilent() ? RunState::Stalled : RunState::Running;
}

/// A writer of another machine may live behind a broken network. After a long silence it rather does not.
void Liveness::presumeDeath()
{
    const Seconds silence = Clock::now() - m_lastSign;
    if (m_stallAfter > std::chrono::milliseconds(0) && silence >= kPresumedDead * Seconds(m_stallAfter)) {
        m_presumedDeadSince = wallClock() - silence.count();
    }
}

bool Liveness::commitIsLate(const Heartbeat& heartbeat) const
{
    const Seconds usual = heartbeat.commits > 0 ? between(heartbeat.startTime, heartbeat.commitTime) /
                                                      static_cast<double>(heartbeat.commits)
                                                : Seconds(0.0);
    return Clock::now() - m_lastProgress > std::max<Seconds>(m_stallAfter, kUsualIntervals * usual);
}

/// Whether the writer may hold a lock that is not visible here. The boot id identifies the kernel that
/// holds the lock; host names are not unique, and containers on one kernel have different ones.
bool Liveness::mayLiveElsewhere(const Heartbeat& heartbeat) const
{
    const bool sameName = heartbeat.hostText() == hostName();
    const std::string boot = heartbeat.bootId();
    if (boot.empty() || bootText().empty()) {
        return !sameName;
    }
    if (boot == bootText()) {
        return false;
    }
    // This machine was restarted since, unless the heartbeat changes: then the writer is on another
    // machine of the same name.
    return !sameName || m_sawHeartbeat;
}

RunState Liveness::judgeOthers(const RunFile& file)
{
    const bool quiet = isSilent();
    if (!file.swmr()) {
        // Programs that reopen the file for each batch leave no marks: a file that has grown may grow
        // again.
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
