// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/recover.h>

#include <filesystem>

namespace h5pulse {

/// Copies an open file to a new name beside `path` (run.h5.backup, run.h5.backup-2, ...), onto the disk, and
/// gives that name. Nothing is overwritten. Throws Error, also where `progress` says no, and then leaves
/// nothing behind.
std::filesystem::path copyBeside(const std::filesystem::path& path, int descriptor,
                                 const BackupProgress& progress);

/// Gives a file the owner, the permissions and the extended attributes (access lists) of another, as far as
/// this user may.
void copyOwnership(int from, int to) noexcept;

/// The permissions alone.
void copyPermissions(int from, int to) noexcept;

} // namespace h5pulse
