// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/element_type.h>

#include <pybind11/numpy.h>

#include <string>

namespace h5pulse::python {

/// NumPy's own dtype object of an element type: a singleton, so that a pointer compares. Borrowed; the GIL is
/// held.
PyObject* dtypeOf(ElementType type);

/// The element type of a name in NumPy's manner, as in "f8"; std::invalid_argument for others.
ElementType elementTypeNamed(const std::string& code);

} // namespace h5pulse::python
