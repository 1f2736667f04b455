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
    std::filesystem::path output{}; ///< must not be there yet; empty: replaces the file itself
    /// Told how much is done, of all that will be written and compared; false: stop, and leave everything as
    /// it was.
    std::function<bool(std::uintmax_t done, std::uintmax_t total)> progress{};
    bool withoutLock = false; ///< go on where the file system has no locks
};

struct RepackReport
{
    std::uintmax_t bytesBefore = 0; ///< size of the file
    std::uintmax_t bytesAfter = 0;  ///< size of the new one
    std::size_t steps = 0;          ///< of the run; all are kept
    bool cancelled = false;         ///< RepackOptions::progress said so; nothing has changed
};

/// Rewrites a run that nobody writes with its chunks compressed, and everything else in the file as it is.
/// The new file grows under a name of its own beside its target and is compared with the old one, value by
/// value, before it takes the name; killed or cancelled at any moment the original is untouched.
///
/// Throws InUseError while a writer lives, Error where the run has crashed (recover() first), where the
/// filter is not installed, and for what the file system does.
RepackReport repack(const std::filesystem::path& path, const RepackOptions& options = {});

} // namespace h5pulse
