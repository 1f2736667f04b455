// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/run_spec.h>
#include <h5pulse/step_values.h>

#include <pybind11/numpy.h>

#include <array>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace h5pulse::python {

/// What the values of one field must be.
struct FieldType
{
    /// @param converter  function of h5pulse._convert for what is not of this type
    explicit FieldType(const FieldSpec& spec, const char* converter = "to_field");

    pybind11::str name; ///< interned, as the names of keyword arguments are
    std::vector<std::size_t> shape;
    std::size_t elements = 1;
    ElementType type;
    PyObject* dtype;   ///< NumPy's, borrowed
    bool takesStrides; ///< sizes in the file's order are the host's
    pybind11::object convert;
};

/// Memory of values on their way from Python's objects to the writer; kept, so that no append allocates.
struct ValueStore
{
    union Scalar {
        float f4;
        double f8;
        std::int64_t i8;
        std::uint64_t u8;
    };
    Scalar scalar{};
    pybind11::object array{}; ///< of what had to be converted
};

/// The elements of `value`: of one step, or of `steps` of them where that is not negative. Arrays of the
/// field's own type are used where they lie, numbers are put into `store`, and h5pulse._convert makes an
/// array of all else, or refuses it with a sentence.
StepValues valuesOf(const FieldType& field, PyObject* value, ValueStore& store, pybind11::ssize_t steps = -1);

/// The times of a block of steps, as h5pulse._convert makes them of anything.
pybind11::array timesOf(pybind11::handle times);

} // namespace h5pulse::python
