// SPDX-License-Identifier: MIT
#pragma once

#include "contestants/workload.h"

#include <filesystem>

namespace bench {

// A benchmark of wrong files means nothing, so every step of every file is compared with the workload bit by
// bit. Both functions throw std::runtime_error that says what differs.

/// Reads the datasets `t` and `y` of an HDF5 file with the HDF5 library only.
void verifyHdf5(const Workload& workload, const std::filesystem::path& file);

/// Reads batches of times and rows as written by rawRecorder().
void verifyRaw(const Workload& workload, const std::filesystem::path& file);

} // namespace bench
