// SPDX-License-Identifier: MIT
#pragma once

#include <pybind11/pybind11.h>

#include <stdexcept>

namespace h5pulse::python {

/// A call of an object that close() has ended; h5pulse.ClosedError in Python.
class ClosedError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Takes the exception classes of h5pulse.errors and registers them for C++ exceptions.
void bindErrors(pybind11::module_& module);

/// Sets the current C++ exception as Python's, for functions that Python calls without pybind11.
void setPythonError() noexcept;

} // namespace h5pulse::python
