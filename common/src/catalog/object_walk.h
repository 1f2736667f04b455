// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace h5pulse {

/// Maximum number of groups and datasets of a file that are examined.
inline constexpr std::size_t kMaxObjects = 10'000;

/// The datasets of a file, each listed once.
struct Objects
{
    std::vector<std::string>
        datasets{}; ///< paths below the root, in the order of creation if the file has it
    std::map<haddr_t, std::string> byAddress{}; ///< the same by address of the object header
    std::vector<std::string> skipped{};         ///< objects that cannot be examined, each with the reason
};

/// Walks through the groups of a file along hard links. Limits: 10,000 objects, 64 levels, paths of 64
/// KiB. Soft links and links to other files are not followed. Throws Error if HDF5 fails, so that a file
/// with a damaged group does not appear to have fewer datasets.
Objects listObjects(hid_t file, const std::filesystem::path& path);

} // namespace h5pulse
