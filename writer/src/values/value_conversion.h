// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/element_type.h>

#include <cstddef>

namespace h5pulse {

/// Whether the second type has every value of the first: float32 to float64, int32 to float64, real to
/// complex.
bool convertsWithoutLoss(ElementType from, ElementType to) noexcept;

/// Whether the second type has this integer; false for what is no integer.
bool holdsInteger(const void* value, ElementType from, ElementType to) noexcept;

/// Copies `count` elements that lie `stride` elements apart to elements one after the other.
using CopyElements = void (*)(const void* from, std::ptrdiff_t stride, void* to, std::size_t count);

/// The copy from one type to another, static_cast where they differ. Real to complex, but not back: null.
CopyElements copyOf(ElementType from, ElementType to) noexcept;

} // namespace h5pulse
