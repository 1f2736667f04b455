// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/recover.h>

#include <filesystem>

namespace h5pulse {

/// Copies an open file to a free name beside `path` (run.h5.backup, run.h5.backup-2, ...), synchronises
/// the copy to the disk and returns its path. Overwrites no file. Throws Error on failure and if
/// `progress` returns false; then the copy is removed.
std::filesystem::path copyBeside(const std::filesystem::path& path, int descriptor,
                                 const BackupProgress& progress);

/// Copies owner, permissions and extended attributes (access lists) from one open file to another, as far
/// as this user is allowed to.
void copyOwnership(int from, int to) noexcept;

/// Copies only the permissions.
void copyPermissions(int from, int to) noexcept;

} // namespace h5pulse
