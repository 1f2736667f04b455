// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace h5pulse {

/// The absolute path, which stays valid after chdir(). Throws Error if the working directory does not
/// exist any more.
std::filesystem::path absolutePath(const std::filesystem::path& path);

/// Resolves the symbolic links of an absolute path. The file itself need not exist: the links stay, and
/// their target is created or replaced. Throws Error if the links form a circle.
std::filesystem::path withoutLinks(const std::filesystem::path& path);

/// The folder that contains a file.
std::filesystem::path folderOf(const std::filesystem::path& file);

/// Synchronises the folder of a file to the disk, and with it the name of the file. False on failure, with
/// errno.
bool synchroniseFolderOf(const std::filesystem::path& file);

} // namespace h5pulse
