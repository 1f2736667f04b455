// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/require_cxx20.h>

#include <filesystem>
#include <string>

namespace h5pulse {

/// The path quoted as one word of a shell command, for messages with a command that the user can copy.
std::string shellWord(const std::filesystem::path& path);

} // namespace h5pulse
