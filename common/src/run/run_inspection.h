// SPDX-License-Identifier: MIT
#pragma once

#include "format/heartbeat.h"
#include "h5/superblock.h"

#include <h5pulse/reader.h>
#include <h5pulse/recover.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace h5pulse {

/// Contents of a file that no program writes, as recovery and a resuming writer need them.
struct RunInspection
{
    bool ours = false;           ///< written by h5pulse
    std::size_t steps = 0;       ///< number of committed steps, as a Reader shows them
    double lastCommitTime = 0.0; ///< seconds since 1970; for files of other programs: of the last change
    RunInfo info{};
    bool hasEndTime = false;         ///< the end time can be overwritten in place; only in files of h5pulse
    std::vector<FieldInfo> fields{}; ///< the writer's own fields, in its order
    std::vector<AxisInfo> axes{};    ///< coordinates, used by a field or not; only in files of h5pulse
    std::vector<RecoverReport::Excess> excess{}; ///< datasets with more rows than steps
    bool afterRestart = false;                   ///< steps that the writer had not synchronised do not count
    std::optional<std::uint64_t> journal{};      ///< its address, in files of h5pulse
    std::optional<Heartbeat> heartbeat{};        ///< only in files of h5pulse
};

/// Inspects a file that no program writes: the caller has its lock, or refuseLivingWriter() has found no
/// writer. Throws Error if it cannot be read, and NothingToFollow if it can be read but has no steps.
RunInspection inspectRun(const std::filesystem::path& path);

/// Whether the file needs repair: a dead writer has left its marks on the file, or another program has
/// removed them without closing the file in order (RunFile::marksLost()).
bool needsRepair(const std::filesystem::path& path, const h5::Superblock& superblock, int descriptor);

} // namespace h5pulse
