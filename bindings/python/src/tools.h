// SPDX-License-Identifier: MIT
#pragma once

#include <pybind11/pybind11.h>

namespace h5pulse::python {

/// Binds recover(), repack() and the functions that look into files.
void bindTools(pybind11::module_& module);

} // namespace h5pulse::python
