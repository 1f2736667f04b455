// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/require_cxx20.h>

#include <complex>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace h5pulse {

/// Type of one element of a field. Complex numbers are stored as h5py does: a compound of `r` and `i`.
enum class ElementType {
    Float32,
    Float64,
    Complex64,
    Complex128,
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64
};

/// Bytes of one element.
std::size_t sizeOf(ElementType type) noexcept;

/// Name in the manner of NumPy: "float64", "complex64", "uint16".
std::string_view toString(ElementType type) noexcept;

constexpr bool isComplex(ElementType type) noexcept
{
    return type == ElementType::Complex64 || type == ElementType::Complex128;
}

/// A C++ type that a field's element can have. Integers count by size and sign, so `long` is one too.
template <typename T>
concept Element = std::same_as<T, float> || std::same_as<T, double> || std::same_as<T, std::complex<float>> ||
    std::same_as<T, std::complex<double>> ||(std::integral<T> && !std::same_as<T, bool> && sizeof(T) <= 8);

/// The ElementType of a C++ type.
template <Element T>
constexpr ElementType elementTypeOf() noexcept
{
    if constexpr (std::same_as<T, float>) {
        return ElementType::Float32;
    } else if constexpr (std::same_as<T, double>) {
        return ElementType::Float64;
    } else if constexpr (std::same_as<T, std::complex<float>>) {
        return ElementType::Complex64;
    } else if constexpr (std::same_as<T, std::complex<double>>) {
        return ElementType::Complex128;
    } else if constexpr (std::is_signed_v<T>) {
        return sizeof(T) == 1   ? ElementType::Int8
               : sizeof(T) == 2 ? ElementType::Int16
               : sizeof(T) == 4 ? ElementType::Int32
                                : ElementType::Int64;
    } else {
        return sizeof(T) == 1   ? ElementType::UInt8
               : sizeof(T) == 2 ? ElementType::UInt16
               : sizeof(T) == 4 ? ElementType::UInt32
                                : ElementType::UInt64;
    }
}

} // namespace h5pulse
