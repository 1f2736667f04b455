// SPDX-License-Identifier: MIT
#pragma once

#include "repack/job.h"

namespace h5pulse::repacking {

/// Throws Error that names the first thing in which the copy is not the original: names, groups, types,
/// shapes, chunks, fill values, attributes, and all values bit by bit.
void compare(const Job& job, Progress& progress);

} // namespace h5pulse::repacking
