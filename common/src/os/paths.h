// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace h5pulse {

/// The path from the root on, so that it leads to the same place after chdir(). Throws Error where the
/// working directory has gone.
std::filesystem::path absolutePath(const std::filesystem::path& path);

/// The file that the links of this absolute path lead to, which need not be there: links stay, and what they
/// point to is created or replaced. Throws Error where links go in a circle.
std::filesystem::path withoutLinks(const std::filesystem::path& path);

/// The folder that a file is in.
std::filesystem::path folderOf(const std::filesystem::path& file);

/// A name is on the disk when its folder is. False on failure, with errno.
bool synchroniseFolderOf(const std::filesystem::path& file);

} // namespace h5pulse
