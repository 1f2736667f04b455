// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <cstddef>
#include <string>

namespace h5pulse::h5 {

/// Why a dataset's values cannot be read safely; empty where they can. Chunks hold 256 MiB at most; data in
/// other files is not read, and neither is a view of other datasets.
std::string storageProblem(hid_t dataset, int rank, std::size_t elementSize);

} // namespace h5pulse::h5
