// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace h5pulse {

/// Protects the file of a living writer on file systems without locks: throws InUseError if its heartbeat
/// is younger than 10 s, or changes within the next 3 s.
/// @param descriptor  of the open file
void refuseLivingWriter(const std::filesystem::path& path, int descriptor);

} // namespace h5pulse
