// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <cstddef>
#include <string>

namespace h5pulse::h5 {

/// Why the values of a dataset cannot be read safely; empty: they can. Chunks may hold at most 256 MiB.
/// External storage and virtual datasets are not read.
std::string storageProblem(hid_t dataset, int rank, std::size_t elementSize);

} // namespace h5pulse::h5
