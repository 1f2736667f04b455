// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <h5pulse/element_type.h>

#include <optional>

namespace h5pulse::h5 {

/// HDF5's memory type of an element.
Handle memoryType(ElementType type);

/// HDF5's type of an element in the file: little-endian whatever the machine.
Handle fileType(ElementType type);

/// The nearest type of ours to a dataset's type; nothing where it is not a number (text, compound,
/// enumeration).
std::optional<ElementType> elementTypeOf(hid_t type);

} // namespace h5pulse::h5
