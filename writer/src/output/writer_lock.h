// SPDX-License-Identifier: MIT
#pragma once

#include "os/run_lock.h"

#include <filesystem>

namespace h5pulse {

/// The lock that a writer holds on its file. Throws InUseError that names the process and host of the writer
/// that is at work on it, be it ours or another program's.
/// @param withoutLock  as for RunLock::take()
RunLock takeWriterLock(const std::filesystem::path& path, bool withoutLock = false);

} // namespace h5pulse
