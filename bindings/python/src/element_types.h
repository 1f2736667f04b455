// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/element_type.h>

#include <pybind11/numpy.h>

#include <string>

namespace h5pulse::python {

/// NumPy's own dtype object of an element type: a singleton, so pointers can be compared. Borrowed; the GIL
/// must be held.
PyObject* dtypeOf(ElementType type);

/// The element type of a NumPy type code such as "f8". Throws std::invalid_argument for others.
ElementType elementTypeNamed(const std::string& code);

} // namespace h5pulse::python
