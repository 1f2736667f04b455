// SPDX-License-Identifier: MIT
#pragma once

#include "h5/superblock.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace h5pulse {

/// What errors say was tried.
inline constexpr const char* kCannotRecover = "cannot be recovered";

/// Whether what is found on the disk must survive a power loss, or only the end of this process.
enum class Durable { No, Yes };

/// Why the marks of a dead SWMR writer cannot be taken off this file safely; empty: they can.
std::string repairProblem(const h5::Superblock& superblock);

/// Takes off the marks of a dead SWMR writer, in place: afterwards every HDF5 program opens the file. The
/// caller holds the writer's lock. May be killed at any moment and called again. Returns the new size of the
/// file; throws Error, and leaves the file untouched, where repairProblem() has something to say.
///
/// Source of the method: docs/file-format.md, "After a crash".
/// @param allocated  where HDF5 had given out space up to; nothing: it is not known, and room is left
std::uint64_t repairSuperblock(const std::filesystem::path& path, int descriptor, Durable durable,
                               std::optional<std::uint64_t> allocated = {});

} // namespace h5pulse
