// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <h5pulse/element_type.h>

#include <optional>

namespace h5pulse::h5 {

/// HDF5 type of an element in memory.
Handle memoryType(ElementType type);

/// HDF5 type of an element in the file: little-endian on every machine.
Handle fileType(ElementType type);

/// The ElementType nearest to the type of a dataset; nothing if its elements are not numbers (text,
/// compounds, enumerations).
std::optional<ElementType> elementTypeOf(hid_t type);

} // namespace h5pulse::h5
