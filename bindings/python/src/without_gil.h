// SPDX-License-Identifier: MIT
#pragma once

#include <pybind11/pybind11.h>

#include <utility>

namespace h5pulse::python {

/// Makes a call without the GIL, so that Python's other threads run meanwhile.
template <typename Call>
decltype(auto) withoutGil(Call&& call)
{
    const pybind11::gil_scoped_release others;
    return std::forward<Call>(call)();
}

} // namespace h5pulse::python
