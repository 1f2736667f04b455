// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace h5pulse {

/// Keeps away from the file of a living writer where the file system has no locks: throws InUseError where
/// its heartbeat is younger than 10 s, or moves while it is watched for 3 s.
/// @param descriptor  of the open file
void refuseLivingWriter(const std::filesystem::path& path, int descriptor);

} // namespace h5pulse
