// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/element_type.h>

#include <pybind11/numpy.h>

#include <cstddef>
#include <span>
#include <string>
#include <type_traits>

namespace h5pulse::python {

/// NumPy's own dtype object of an element type: a singleton, so that a pointer compares. Borrowed; the GIL is
/// held.
PyObject* dtypeOf(ElementType type);

/// The element type of a name in NumPy's manner, as in "f8"; std::invalid_argument for others.
ElementType elementTypeNamed(const std::string& code);

/// Calls `use(std::type_identity<T>())` with the C++ type T of the elements.
template <typename Use>
decltype(auto) withElementType(ElementType type, Use&& use)
{
    switch (type) {
    case ElementType::Float32:
        return use(std::type_identity<float>());
    case ElementType::Float64:
        return use(std::type_identity<double>());
    case ElementType::Complex64:
        return use(std::type_identity<std::complex<float>>());
    case ElementType::Complex128:
        return use(std::type_identity<std::complex<double>>());
    case ElementType::Int8:
        return use(std::type_identity<std::int8_t>());
    case ElementType::Int16:
        return use(std::type_identity<std::int16_t>());
    case ElementType::Int32:
        return use(std::type_identity<std::int32_t>());
    case ElementType::Int64:
        return use(std::type_identity<std::int64_t>());
    case ElementType::UInt8:
        return use(std::type_identity<std::uint8_t>());
    case ElementType::UInt16:
        return use(std::type_identity<std::uint16_t>());
    case ElementType::UInt32:
        return use(std::type_identity<std::uint32_t>());
    case ElementType::UInt64:
        break;
    }
    return use(std::type_identity<std::uint64_t>());
}

} // namespace h5pulse::python
