// SPDX-License-Identifier: MIT
#pragma once

#include "overview/overview_datasets.h"

namespace h5pulse {

/// Brings a builder to where it was after these steps, from what the file holds of them: a bounded part of
/// it, whatever its length. Throws Error.
void restoreOverview(OverviewBuilder& builder, hid_t file, const std::filesystem::path& path,
                     const std::vector<FieldSpec>& fields, const OverviewDatasets& datasets,
                     std::size_t steps);

} // namespace h5pulse
