// SPDX-License-Identifier: MIT
#pragma once

#include "os/run_lock.h"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace h5pulse {

/// The journal of a file that holds a block of metadata which its last writer was killed in the middle of
/// writing; nothing where all is whole. Changes nothing.
std::optional<std::uint64_t> findTornBlock(const std::filesystem::path& path, const RunLock& lock);

/// Puts that block right, so that all of the file can be read. Throws Error.
void mendBlock(const std::filesystem::path& path, const RunLock& lock, std::uint64_t journal);

} // namespace h5pulse
