// SPDX-License-Identifier: MIT
#include "run/committed_prefix.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace h5pulse {

namespace {

// Rows without a time, which a crash or a flush has left, are searched in blocks and up to a limit.
constexpr std::size_t kFirstNanBlock = 64; // usually the last time is there
constexpr std::size_t kNanBlock = 1024;
constexpr std::size_t kNanLimit = 64 * kNanBlock;

/// NaN times at the end are not written yet, unless the heartbeat says that they are committed.
std::size_t withoutMissingTimes(OpenedRun& run, std::size_t steps, std::size_t committed)
{
    if (steps == run.completeTimes) {
        return steps;
    }
    const FieldDataset& time = *run.time;
    std::size_t block = kFirstNanBlock;
    const std::size_t lowest = std::max(committed, steps > kNanLimit ? steps - kNanLimit : 0);
    std::vector<double> times;
    while (steps > lowest) {
        const std::size_t count = std::min(std::exchange(block, kNanBlock), steps - lowest);
        times.resize(count);
        time.readRows(steps - count, count, ElementType::Float64, times.data());
        const auto last = std::find_if(times.rbegin(), times.rend(), [](double t) { return !std::isnan(t); });
        steps -= static_cast<std::size_t>(last - times.rbegin());
        if (last != times.rend()) {
            run.completeTimes = steps;
            break;
        }
    }
    return steps;
}

} // namespace

std::size_t committedPrefix(OpenedRun& run, const std::optional<Heartbeat>& heartbeat)
{
    std::size_t steps = 0;
    if (run.time) {
        steps = run.time->rows();
    } else {
        for (const FieldDataset& field : run.fields) {
            steps = std::max(steps, field.rows());
        }
    }
    if (run.catalog.info.formatVersion > 0) {
        steps = std::min(steps, run.shortestOwn());
    }
    // Also after the marks of a dead writer were removed.
    const bool unfinished = run.file.swmr() || (heartbeat && heartbeat->state == Heartbeat::Running);
    if (unfinished && heartbeat && heartbeat->survivedRestart(!run.file.fileSystem().shared)) {
        steps = std::min<std::size_t>(steps, heartbeat->synced);
    }
    return run.time && unfinished ? withoutMissingTimes(run, steps, heartbeat ? heartbeat->steps : 0) : steps;
}

} // namespace h5pulse
