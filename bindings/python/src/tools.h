// SPDX-License-Identifier: MIT
#pragma once

#include <pybind11/pybind11.h>

namespace h5pulse::python {

/// recover(), repack(), and what looks into files.
void bindTools(pybind11::module_& module);

} // namespace h5pulse::python
