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

/// Requirements on the values of one field.
struct FieldType
{
    /// @param converter  function of h5pulse._convert for values of other types
    explicit FieldType(const FieldSpec& spec, const char* converter = "to_field");

    pybind11::str name; ///< interned, like the names of keyword arguments
    std::vector<std::size_t> shape;
    std::size_t elements = 1;
    ElementType type;
    PyObject* dtype;   ///< NumPy's, borrowed
    bool takesStrides; ///< the file's order of sizes is also the host's
    pybind11::object convert;
};

/// Memory of values between Python's objects and the writer; kept, so that append does not allocate.
struct ValueStore
{
    union Scalar {
        float f4;
        double f8;
        std::int64_t i8;
        std::uint64_t u8;
    };
    Scalar scalar{};
    pybind11::object array{}; ///< holds values that had to be converted
};

/// The elements of `value`, for one step, or for `steps` of them unless that is negative. Arrays of the
/// field's own type are used in place, numbers are put into `store`, and h5pulse._convert makes arrays of all
/// other values or refuses them with a sentence.
StepValues valuesOf(const FieldType& field, PyObject* value, ValueStore& store, pybind11::ssize_t steps = -1);

/// The times of a block of steps, converted by h5pulse._convert.
pybind11::array timesOf(pybind11::handle times);

} // namespace h5pulse::python
