// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/c_types.h>
#include <h5pulse/element_type.h>

namespace h5pulse::c {

/// Throws Misuse for an invalid type.
ElementType elementType(h5pulse_type type);
h5pulse_type typeOf(ElementType type) noexcept;

} // namespace h5pulse::c
