// SPDX-License-Identifier: MIT
#pragma once

#include "h5/superblock.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace h5pulse {

/// The operation in errors.
inline constexpr const char* kCannotRecover = "cannot be recovered";

/// Whether the repaired file must survive a power loss, or only the end of this process.
enum class Durable { No, Yes };

/// Why the marks of a dead SWMR writer cannot be removed from this file safely; empty: they can.
std::string repairProblem(const h5::Superblock& superblock);

/// Removes the marks of a dead SWMR writer in place; afterwards every HDF5 program can open the file. The
/// caller holds the writer's lock. If the process is killed, it can be called again. Returns the new size
/// of the file. Throws Error and does not change the file if repairProblem() is not empty.
///
/// Source of the method: docs/file-format.md, "After a crash".
/// @param allocated  end of the space that HDF5 had allocated; nothing: unknown, and some space is left
///                   free
std::uint64_t repairSuperblock(const std::filesystem::path& path, int descriptor, Durable durable,
                               std::optional<std::uint64_t> allocated = {});

} // namespace h5pulse
