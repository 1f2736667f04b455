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

/// Told how many bytes of a backup are copied; false: stop, and leave no backup and the file untouched.
using BackupProgress = std::function<bool(std::uintmax_t done, std::uintmax_t total)>;

struct RecoverOptions
{
    bool dryRun = false; ///< only look; nothing is changed
    bool backup = false; ///< first copy the file to a name of its own beside it, where it needs repair
    /// Go on where the file system has no locks. Whether a writer lives can then be told only from its last
    /// sign of life and from the processes of this machine.
    bool withoutLock = false;
    BackupProgress progress{};
};

/// What recover() found and did; with RecoverOptions::dryRun what it would do.
struct RecoverReport
{
    /// A dataset with rows beyond the committed steps: left by a commit that the crash cut short.
    struct Excess
    {
        std::string dataset{};
        std::size_t rows = 0; ///< that it had
    };

    bool neededRepair = false;      ///< the file carried the marks of a writer that died, or rows in excess
    std::uintmax_t bytesBefore = 0; ///< size of the file when found
    std::uintmax_t bytesAfter = 0;  ///< and now
    std::size_t steps = 0;          ///< committed, all of which are kept
    double lastCommitTime = 0.0;    ///< seconds since 1970; for files of others: of the last change
    bool locked = true;             ///< false: there was no lock (RecoverOptions::withoutLock)
    bool ours = false;              ///< written by h5pulse
    /// The machine was started anew since, and its writer had synchronised the steps up to here and no
    /// further (WriterOptions::syncInterval): what came after them may be damaged, and does not count.
    bool afterRestart = false;
    std::vector<Excess> excess{};   ///< cut off in our files, and only reported in those of others
    std::filesystem::path backup{}; ///< the copy; empty: none was made
    std::string notFollowed{};      ///< why its steps cannot be counted; empty: they can
};

/// Makes the file of a crashed SWMR writer one that every HDF5 program opens, in place, and keeps all that
/// was committed. Does nothing to a healthy file. Refused (InUseError) while a writer lives. May itself be
/// killed at any moment and run again. What it does not understand it leaves untouched, and throws Error. A
/// limit of file sizes (ulimit -f) is an error too, and no SIGXFSZ.
///
/// Source of the method: docs/file-format.md, "After a crash".
RecoverReport recover(const std::filesystem::path& path, const RecoverOptions& options = {});

} // namespace h5pulse
