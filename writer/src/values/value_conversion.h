// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/element_type.h>

#include <cstddef>

namespace h5pulse {

/// Whether the second type holds every value of the first: float32 to float64, int32 to float64, real to
/// complex.
bool convertsWithoutLoss(ElementType from, ElementType to) noexcept;

/// Whether the second type holds this integer; false if the value is not an integer.
bool holdsInteger(const void* value, ElementType from, ElementType to) noexcept;

/// Copies `count` elements that lie `stride` elements apart to contiguous memory.
using CopyElements = void (*)(const void* from, std::ptrdiff_t stride, void* to, std::size_t count);

/// Returns the copy from one type to another, with static_cast if they differ. Complex to real: null.
CopyElements copyOf(ElementType from, ElementType to) noexcept;

} // namespace h5pulse
