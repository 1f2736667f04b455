// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/compression.h>
#include <h5pulse/error.h>
#include <h5pulse/require_cxx20.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>

namespace h5pulse {

struct RepackOptions
{
    Compression compression{};
    std::filesystem::path output{}; ///< path that must not exist yet; empty: replace the original
    /// Called with the bytes that were written and compared, and with the total. Returning false cancels;
    /// the original is not changed then.
    std::function<bool(std::uintmax_t done, std::uintmax_t total)> progress{};
    bool withoutLock = false; ///< continue if the file system has no locks
};

struct RepackReport
{
    std::uintmax_t bytesBefore = 0; ///< size of the original
    std::uintmax_t bytesAfter = 0;  ///< size of the new file
    std::size_t steps = 0;          ///< number of steps of the run; all are kept
    bool cancelled = false;         ///< by RepackOptions::progress; nothing has changed
};

/// Rewrites a run with compressed chunks; everything else in the file stays as it is. No program may write
/// the run meanwhile. The new file is written under a temporary name beside its target and compared with
/// the original value by value before it gets its name. If repacking is killed or cancelled, the original
/// is unchanged.
///
/// Throws InUseError while a writer is alive. Throws Error if the run has crashed (call recover() first),
/// if the filter is not installed, and for failures of the file system.
RepackReport repack(const std::filesystem::path& path, const RepackOptions& options = {});

} // namespace h5pulse
