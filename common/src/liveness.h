// SPDX-License-Identifier: MIT
#pragma once

#include "format/heartbeat.h"
#include "run_file.h"

#include <h5pulse/run_state.h>

#include <chrono>
#include <optional>

namespace h5pulse {

/// Judges from the outside whether the writer of a file lives: from its lock and heartbeat where it is ours,
/// else from the file's flags, its growth and the processes of this machine.
class Liveness
{
public:
    explicit Liveness(std::chrono::milliseconds stallAfter)
        : m_stallAfter(stallAfter)
    {
    }

    /// The state now. `steps` tells growth; for files of others `heartbeat` is empty.
    RunState judge(const RunFile& file, const std::optional<Heartbeat>& heartbeat, std::size_t steps);

private:
    using Clock = std::chrono::steady_clock;

    RunState judgeOurs(const RunFile& file, const Heartbeat& heartbeat);
    RunState judgeOthers(const RunFile& file);
    bool heartbeatIsLate(const Heartbeat& heartbeat) const;
    /// findWriter(), but not more than once a second.
    bool writerIsSeen(const RunFile& file);

    std::chrono::milliseconds m_stallAfter;
    std::size_t m_steps = 0;
    std::uint64_t m_sequence = 0;
    Clock::time_point m_lastSign = Clock::now(); ///< of growth or of a heartbeat, seen by ourselves
    bool m_sawGrowth = false;
    Clock::time_point m_lastSearch{};
    bool m_found = false;
};

} // namespace h5pulse
