// SPDX-License-Identifier: MIT
#pragma once

#include "os/run_lock.h"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace h5pulse {

/// Address of the journal if the last writer was killed while it overwrote a block of metadata, so that
/// this block needs its copy; nothing if all blocks are whole. Changes nothing.
std::optional<std::uint64_t> findTornBlock(const std::filesystem::path& path, const RunLock& lock);

/// Restores that block from its copy, so that the whole file can be read. Throws Error.
void mendBlock(const std::filesystem::path& path, const RunLock& lock, std::uint64_t journal);

} // namespace h5pulse
