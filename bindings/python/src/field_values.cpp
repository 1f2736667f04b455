// SPDX-License-Identifier: MIT
#include "field_values.h"

#include "element_types.h"

#include <cmath>
#include <limits>
#include <utility>

namespace py = pybind11;

namespace h5pulse::python {

namespace {

constexpr int kContiguous = py::detail::npy_api::NPY_ARRAY_C_CONTIGUOUS_;
constexpr int kAligned = py::detail::npy_api::NPY_ARRAY_ALIGNED_;

using Array = py::detail::PyArray_Proxy;

Array* arrayOf(PyObject* object)
{
    return py::detail::array_proxy(object);
}

/// Accepts NumPy's array, but none of its subclasses: a masked array has values that do not count.
bool isArray(PyObject* object)
{
    return Py_TYPE(object) == py::detail::npy_api::get().PyArray_Type_;
}

bool hasShape(const Array& array, const FieldType& field, py::ssize_t steps)
{
    const bool block = steps >= 0;
    const auto rank = static_cast<std::size_t>(array.nd);
    if (rank != field.shape.size() + (block ? 1 : 0) || (block && array.dimensions[0] != steps)) {
        return false;
    }
    for (std::size_t i = 0; i < field.shape.size(); ++i) {
        if (static_cast<std::size_t>(array.dimensions[i + (block ? 1 : 0)]) != field.shape[i]) {
            return false;
        }
    }
    return true;
}

/// Describes an array of the field's shape and type; false if strides cannot describe it.
bool describe(const Array& array, const FieldType& field, StepValues& values)
{
    values.data = array.data;
    values.type = field.type;
    values.count = 1;
    for (int i = 0; i < array.nd; ++i) {
        values.count *= static_cast<std::size_t>(array.dimensions[i]);
    }
    if ((array.flags & kContiguous) != 0) {
        return true;
    }
    const auto size = static_cast<py::ssize_t>(sizeOf(field.type));
    values.rank = static_cast<std::size_t>(array.nd);
    if (!field.takesStrides || (array.flags & kAligned) == 0 || values.rank > values.sizes.size()) {
        return false;
    }
    for (std::size_t i = 0; i < values.rank; ++i) {
        if (array.strides[i] % size != 0) {
            return false;
        }
        values.sizes[i] = static_cast<std::size_t>(array.dimensions[i]);
        values.strides[i] = array.strides[i] / size;
    }
    return true;
}

template <typename Number>
StepValues storedScalar(ElementType type, Number& place, Number number)
{
    place = number;
    StepValues values;
    values.data = &place;
    values.count = 1;
    values.type = type;
    return values;
}

/// Takes a Python number for a field of one element; false if h5pulse._convert must handle it.
bool fromNumber(const FieldType& field, PyObject* value, ValueStore& store, StepValues& values)
{
    if (PyFloat_Check(value)) {
        const double number = PyFloat_AS_DOUBLE(value);
        if (field.type == ElementType::Float32 || field.type == ElementType::Complex64) {
            const auto narrow = static_cast<float>(number);
            values = storedScalar(ElementType::Float32, store.scalar.f4, narrow);
            return std::isfinite(narrow) || !std::isfinite(number);
        }
        values = storedScalar(ElementType::Float64, store.scalar.f8, number);
        return field.type == ElementType::Float64 || field.type == ElementType::Complex128;
    }
    if (PyLong_Check(value)) {
        int overflow = 0;
        const long long number = PyLong_AsLongLongAndOverflow(value, &overflow);
        values = storedScalar(ElementType::Int64, store.scalar.i8, static_cast<std::int64_t>(number));
        return overflow == 0; // the writer converts integers that the field's type holds, and reports others
    }
    return false;
}

/// A function of the module that converts the remaining types in Python.
py::object functionOf(const char* name)
{
    return py::module_::import("h5pulse._convert").attr(name);
}

} // namespace

FieldType::FieldType(const FieldSpec& spec, const char* converter)
    : name(spec.name)
    , shape(spec.shape.begin(), spec.shape.end())
    , type(spec.type)
    , dtype(dtypeOf(spec.type))
    , takesStrides(spec.order == Order::RowMajor)
    , convert(functionOf(converter))
{
    PyUnicode_InternInPlace(&name.ptr());
    for (const std::size_t size : shape) {
        elements *= size;
    }
}

StepValues valuesOf(const FieldType& field, PyObject* value, ValueStore& store, py::ssize_t steps)
{
    StepValues values;
    if (isArray(value)) {
        const Array& array = *arrayOf(value);
        if (array.descr == field.dtype && hasShape(array, field, steps) && describe(array, field, values)) {
            return values;
        }
    } else if (steps < 0 && field.elements == 1 && fromNumber(field, value, store, values)) {
        return values;
    }
    py::tuple shape(field.shape.size());
    for (std::size_t i = 0; i < field.shape.size(); ++i) {
        shape[i] = field.shape[i];
    }
    store.array = field.convert(field.name, py::handle(value), py::handle(field.dtype), shape,
                                steps < 0 ? py::object(py::none()) : py::object(py::int_(steps)));
    values = StepValues();
    describe(*arrayOf(store.array.ptr()), field, values);
    return values;
}

py::array timesOf(py::handle times)
{
    return functionOf("to_times")(times);
}

} // namespace h5pulse::python
