// SPDX-License-Identifier: MIT
#pragma once

#include "format/heartbeat.h"
#include "os/run_lock.h"

#include <h5pulse/reader.h>
#include <h5pulse/recover.h>

#include <filesystem>
#include <optional>
#include <vector>

namespace h5pulse {

/// What a file that nobody writes holds, as recovery and a writer that resumes must know it.
struct Survey
{
    bool ours = false;               ///< written by h5pulse
    std::size_t steps = 0;           ///< committed: what a Reader shows
    double lastCommitTime = 0.0;     ///< seconds since 1970; for files of others: of the last change
    std::vector<FieldInfo> fields{}; ///< of the writer, in its order
    std::vector<RecoverReport::Excess> excess{}; ///< with more rows than steps
    bool afterRestart = false;                   ///< what its writer had not synced does not count
    std::optional<std::uint64_t> journal{};      ///< where it lies, in our files
    std::optional<Heartbeat> heartbeat{};        ///< of our files
};

/// Looks at the file whose lock the caller has. Throws Error where it cannot be read, NothingToFollow where
/// it can but has no steps, InUseError where there is no lock and its writer gave a sign of life a moment
/// ago.
Survey survey(const std::filesystem::path& path, const RunLock& lock);

/// The journal of a file that holds a block of metadata which its last writer was killed in the middle of
/// writing; nothing where all is whole. Changes nothing. Throws InUseError as survey() does.
std::optional<std::uint64_t> findTornBlock(const std::filesystem::path& path, const RunLock& lock);

/// Puts that block right, so that all of the file can be read. Throws Error.
void mendBlock(const std::filesystem::path& path, const RunLock& lock, std::uint64_t journal);

/// Cuts the datasets to so many rows. The file must be healthy; killed meanwhile it needs repair again, and
/// has lost nothing. Throws Error.
void cutRows(const std::filesystem::path& path, const std::vector<RecoverReport::Excess>& datasets,
             std::size_t rows);

} // namespace h5pulse
