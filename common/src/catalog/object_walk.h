// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace h5pulse {

/// Groups and datasets of a file that are looked at.
inline constexpr std::size_t kMaxObjects = 10'000;

/// The datasets of a file, each once.
struct Objects
{
    std::vector<std::string>
        datasets{}; ///< paths below the root: in the order of creation where the file tells
    std::map<haddr_t, std::string> byAddress{}; ///< the same
    std::vector<std::string> skipped{};         ///< what cannot be looked at, each with the reason
};

/// Walks through the groups of a file along hard links. Bounded: 10,000 objects, 64 levels, 64 KiB of path;
/// soft links and links to other files are not followed. Throws Error where HDF5 fails: a damaged group must
/// not seem to be an emptier file.
Objects listObjects(hid_t file, const std::filesystem::path& path);

} // namespace h5pulse
