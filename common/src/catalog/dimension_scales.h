// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/object_walk.h"
#include "h5/handle.h"

#include <h5pulse/reader.h>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

namespace h5pulse {

/// The values of longer axes are not read.
inline constexpr std::size_t kMaxAxisLength = std::size_t{1} << 23;

/// The coordinates attached to a field as HDF5 dimension scales, for each dimension of its shape. Also
/// sets the names of its axes in `info`. Scales that violate the HDF5 Dimension Scale Specification are
/// ignored.
std::vector<std::optional<AxisInfo>> readAxes(hid_t file, const Objects& objects, FieldInfo& info);

/// All dimension scales of fixed size in the root group, whether a field uses them or not. Throws Error.
std::vector<AxisInfo> readRootAxes(hid_t file, const std::filesystem::path& path);

} // namespace h5pulse
