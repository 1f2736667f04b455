// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/error.h>

#include <cstdint>
#include <filesystem>

namespace h5pulse {

/// What recover() found and did.
struct RecoverReport
{
    bool neededRepair = false;      ///< the file still carried the marks of a writer that died
    std::uintmax_t bytesBefore = 0; ///< size of the file when found
    std::uintmax_t bytesAfter = 0;  ///< and now
};

/// Makes the file of a crashed SWMR writer one that every HDF5 program opens, in place, and keeps all that
/// was committed. Does nothing to a healthy file. Refused (InUseError) while a writer lives. May itself be
/// killed at any moment and run again.
///
/// @param dryRun  only look
/// Source of the method: docs/file-format.md, "After a crash".
RecoverReport recover(const std::filesystem::path& path, bool dryRun = false);

} // namespace h5pulse
