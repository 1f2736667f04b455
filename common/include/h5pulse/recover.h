// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/error.h>
#include <h5pulse/require_cxx20.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace h5pulse {

/// Called with the number of bytes of a backup that are copied. Returning false cancels recovery: the
/// backup is removed and the file is not changed.
using BackupProgress = std::function<bool(std::uintmax_t done, std::uintmax_t total)>;

struct RecoverOptions
{
    bool dryRun = false; ///< inspect the file and change nothing
    bool backup = false; ///< if the file needs repair, first copy it to a new name in its folder
    /// Continue if the file system has no locks. Then only the last heartbeat and the processes of this
    /// machine tell whether a writer is alive.
    bool withoutLock = false;
    BackupProgress progress{};
};

/// Result of recover(); with RecoverOptions::dryRun, what recover() would have done.
struct RecoverReport
{
    /// A dataset with rows beyond the committed steps. A commit that the crash interrupted has left them.
    struct Excess
    {
        std::string dataset{};
        std::size_t rows = 0; ///< before they were cut off
    };

    bool neededRepair = false;      ///< the file had the marks of a dead writer, or excess rows
    std::uintmax_t bytesBefore = 0; ///< size of the file before recovery
    std::uintmax_t bytesAfter = 0;  ///< size of the file after recovery
    std::size_t steps = 0;          ///< committed steps; all are kept
    double lastCommitTime = 0.0;    ///< seconds since 1970; files of other programs: of the last change
    bool locked = true;             ///< false: recovered without a lock (RecoverOptions::withoutLock)
    bool ours = false;              ///< written by h5pulse
    /// The machine was restarted after the writer's last synchronisation (WriterOptions::syncInterval).
    /// Only the synchronised steps are kept, because later ones may be damaged.
    bool afterRestart = false;
    std::vector<Excess> excess{};   ///< cut off in our files, only reported for those of other programs
    std::filesystem::path backup{}; ///< path of the copy; empty: no copy was made
    std::string notFollowed{};      ///< why the steps cannot be counted; empty: they can
};

/// Repairs the file of a crashed SWMR writer in place, so that every HDF5 program can open it. All
/// committed steps are kept, and a healthy file is not changed. If recovery is killed it can be run again.
///
/// Throws InUseError while a writer is alive, and Error if the file has a structure that recovery does not
/// understand; the file is not changed then. Exceeding a file size limit (ulimit -f) also throws Error
/// instead of raising SIGXFSZ.
///
/// Source of the method: docs/file-format.md, "After a crash".
RecoverReport recover(const std::filesystem::path& path, const RecoverOptions& options = {});

} // namespace h5pulse
