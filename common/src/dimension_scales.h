// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"
#include "object_walk.h"

#include <h5pulse/reader.h>

#include <optional>
#include <vector>

namespace h5pulse {

/// The coordinates attached to a field as HDF5 dimension scales, for each dimension of its shape; fills in
/// the names of its axes. What is not as the HDF5 Dimension Scale Specification says is no axis.
std::vector<std::optional<AxisInfo>> readAxes(hid_t file, const Objects& objects, FieldInfo& info);

} // namespace h5pulse
