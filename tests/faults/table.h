// SPDX-License-Identifier: MIT
#pragma once

#include "counts.h"

#include <string>
#include <vector>

namespace h5pulse::faults {

/// The counts of all campaigns as a Markdown table, and below it what is to be said of each.
std::string tableOf(const std::vector<Counts>& all);

} // namespace h5pulse::faults
