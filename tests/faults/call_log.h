// SPDX-License-Identifier: MIT
#pragma once

#include "shim/record.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace h5pulse::faults {

/// A call that the shim has logged.
struct LoggedCall
{
    FaultCall call{};
    bool directory = false;   ///< of a sync: of a folder
    std::uint64_t file = 0;   ///< number of the inode
    std::uint64_t offset = 0; ///< of a write; the new size for a truncate
    std::uint64_t length = 0; ///< of an allocation; of a rename its flags
    std::string bytes{};      ///< written; the text of a mark; the path of what was created or removed
    std::string other{};      ///< of a rename or link: the new path
};

std::vector<LoggedCall> readCallLog(const std::filesystem::path& path);

} // namespace h5pulse::faults
