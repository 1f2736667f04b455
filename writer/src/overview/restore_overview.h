// SPDX-License-Identifier: MIT
#pragma once

#include "overview/overview_datasets.h"

namespace h5pulse {

/// Restores a builder's state after these steps from the file. It reads a bounded part of the file, however
/// long the run is. Throws Error.
void restoreOverview(OverviewBuilder& builder, hid_t file, const std::filesystem::path& path,
                     const std::vector<FieldSpec>& fields, const OverviewDatasets& datasets,
                     std::size_t steps);

} // namespace h5pulse
