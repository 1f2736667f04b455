// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace h5pulse {

/// Lets the calling thread open only files and folders beneath these folders, for reading; see landlock(7). Those that do
/// not exist are left out. Returns what is in force, as one line.
std::string allowReadingBeneath(const std::vector<std::filesystem::path>& folders);

} // namespace h5pulse
