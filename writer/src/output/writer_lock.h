// SPDX-License-Identifier: MIT
#pragma once

#include "os/run_lock.h"

#include <filesystem>

namespace h5pulse {

/// Takes the writer's lock on a file. Throws InUseError with process and host of the current writer, whether
/// it is h5pulse or another program.
/// @param withoutLock  as for RunLock::take()
RunLock takeWriterLock(const std::filesystem::path& path, bool withoutLock = false);

} // namespace h5pulse
