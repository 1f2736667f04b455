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

/// What a file that nobody writes holds, as recovery and a writer that resumes must know it.
struct RunInspection
{
    bool ours = false;           ///< written by h5pulse
    std::size_t steps = 0;       ///< committed: what a Reader shows
    double lastCommitTime = 0.0; ///< seconds since 1970; for files of others: of the last change
    RunInfo info{};
    bool hasEndTime = false;         ///< it can be overwritten in place, in our files
    std::vector<FieldInfo> fields{}; ///< of the writer, in its order
    std::vector<AxisInfo> axes{};    ///< coordinates, whether a field uses them or not; of our files
    std::vector<RecoverReport::Excess> excess{}; ///< with more rows than steps
    bool afterRestart = false;                   ///< what its writer had not synced does not count
    std::optional<std::uint64_t> journal{};      ///< where it lies, in our files
    std::optional<Heartbeat> heartbeat{};        ///< of our files
};

/// Looks at the file, which nobody writes: the caller has its lock, or refuseLivingWriter() has found no
/// writer. Throws Error where it cannot be read, NothingToFollow where it can but has no steps.
RunInspection inspectRun(const std::filesystem::path& path);

/// Whether a writer that is gone has left its marks on the file, or another program has taken them off
/// without closing it for the writer (RunFile::marksLost()): then it needs repair.
bool needsRepair(const std::filesystem::path& path, const h5::Superblock& superblock, int descriptor);

} // namespace h5pulse
