// SPDX-License-Identifier: MIT
#pragma once

#include <pybind11/pybind11.h>

#include <stdexcept>

namespace h5pulse::python {

/// A call of something that close() has ended; h5pulse.ClosedError.
class ClosedError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Takes the exception classes of h5pulse.errors, and registers them for what C++ throws.
void bindErrors(pybind11::module_& module);

/// For functions that Python calls without pybind11: the exception in flight as Python's.
void setPythonError() noexcept;

} // namespace h5pulse::python
