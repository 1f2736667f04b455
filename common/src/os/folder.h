// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace h5pulse {

/// The folder that a file is in.
std::filesystem::path folderOf(const std::filesystem::path& file);

/// A name is on the disk when its folder is. False on failure, with errno.
bool synchroniseFolderOf(const std::filesystem::path& file);

} // namespace h5pulse
