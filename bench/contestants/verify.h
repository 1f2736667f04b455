// SPDX-License-Identifier: MIT
#pragma once

#include "contestants/workload.h"

#include <filesystem>

namespace bench {

// A benchmark of wrong files means nothing: after each run every step of the file is compared with the
// workload, bit by bit. Both throw std::runtime_error that says what differs.

/// The datasets `t` and `y` of an HDF5 file, through the HDF5 library alone.
void verifyHdf5(const Workload& workload, const std::filesystem::path& file);

/// Batches of times and rows, as rawRecorder() writes them.
void verifyRaw(const Workload& workload, const std::filesystem::path& file);

} // namespace bench
