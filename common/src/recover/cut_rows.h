// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/recover.h>

#include <cstddef>
#include <filesystem>
#include <vector>

namespace h5pulse {

/// Cuts the datasets to this number of rows. The file must be healthy. If the process is killed meanwhile,
/// the file needs repair again but has lost nothing. Throws Error.
void cutRows(const std::filesystem::path& path, const std::vector<RecoverReport::Excess>& datasets,
             std::size_t rows);

} // namespace h5pulse
