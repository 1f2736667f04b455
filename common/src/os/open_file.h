// SPDX-License-Identifier: MIT
#pragma once

#include "os/descriptor.h"

#include <cerrno>
#include <filesystem>
#include <sys/types.h>

namespace h5pulse {

/// ::open() with O_CLOEXEC and a number of 3 or higher. A program that runs with closed standard streams
/// would otherwise get one of their numbers, and what it prints would go into the file. Empty on failure,
/// with errno.
Descriptor openFile(const std::filesystem::path& path, int flags, mode_t mode = 0);

/// The same for a name in an open folder.
Descriptor openFileIn(int folder, const std::filesystem::path& name, int flags, mode_t mode = 0);

/// Whether that errno of opening says that there is no such file: a part of its path may be missing, or be a
/// file.
inline bool saysMissing(int error) noexcept
{
    return error == ENOENT || error == ENOTDIR;
}

} // namespace h5pulse
