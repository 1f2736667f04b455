// SPDX-License-Identifier: MIT
#pragma once

#include "format/heartbeat.h"
#include "run/run_file.h"

#include <h5pulse/run_state.h>

#include <chrono>
#include <optional>

namespace h5pulse {

/// Determines whether the writer of a file is alive: from its lock and heartbeat in files of h5pulse,
/// otherwise from the file's flags, its growth and the processes of this machine.
///
/// Time is measured by the steady clock of this process, from the moment when a change was seen. The times
/// in a heartbeat are from the clock of another machine, which may be set at any moment: they are compared
/// with each other, never with a clock of this machine.
class Liveness
{
public:
    explicit Liveness(std::chrono::milliseconds stallAfter)
        : m_stallAfter(stallAfter)
    {
    }

    /// The current state. `steps` shows growth; `heartbeat` is empty for files of other programs.
    RunState judge(const RunFile& file, const std::optional<Heartbeat>& heartbeat, std::size_t steps);

    /// When the last sign came from a writer on another machine that is stalled and has been silent for kPresumedDead
    /// times `stallAfter`: seconds since 1970, by the clock of this machine. 0: there is no such writer.
    double presumedDeadSince() const { return m_presumedDeadSince; }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr int kPresumedDead = 30;

    /// Values that change with each commit of a writer.
    struct Progress
    {
        double startTime = 0.0; ///< of the writer
        std::uint64_t commits = 0;
        std::uint64_t steps = 0;

        bool operator==(const Progress&) const = default;
    };

    void note(const std::optional<Heartbeat>& heartbeat, std::size_t steps);
    void noteProgress(const Heartbeat& heartbeat, Clock::time_point now);
    RunState judgeBy(const RunFile& file, const std::optional<Heartbeat>& heartbeat);
    RunState judgeOurs(const RunFile& file, const Heartbeat& heartbeat);
    void presumeDeath();
    RunState judgeOthers(const RunFile& file);
    bool isSilent() const { return Clock::now() - m_lastSign >= m_stallAfter; }
    bool commitIsLate(const Heartbeat& heartbeat) const;
    bool mayLiveElsewhere(const Heartbeat& heartbeat) const;
    /// findWriter(), at most once per second.
    bool writerIsSeen(const RunFile& file);

    std::chrono::milliseconds m_stallAfter;
    std::size_t m_steps = 0;
    std::uint64_t m_sequence = 0;
    Clock::time_point m_lastSign = Clock::now(); ///< of growth or of a heartbeat, seen by ourselves
    bool m_sawGrowth = false;
    bool m_sawHeartbeat = false; ///< saw it change
    std::optional<Progress> m_progress;
    Clock::time_point m_lastProgress{};
    Clock::time_point m_lastLook{}; ///< at a heartbeat
    Clock::time_point m_lastSearch{};
    bool m_found = false;
    double m_presumedDeadSince = 0.0;
};

} // namespace h5pulse
