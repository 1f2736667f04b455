// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/require_cxx20.h>

#include <array>
#include <complex>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

namespace h5pulse {

/// Type of one element of a field. Complex numbers are stored as in h5py: a compound of `r` and `i`.
///
/// To add a type, append it here, to visitElementType(), to detail::ElementTable, to h5/types.cpp (the
/// types of HDF5) and to c_types.h. The compiler reports each place that was forgotten.
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

/// Calls `use(std::type_identity<T>())` with the C++ type T of the elements, and returns what it returns.
/// Thread-safe.
#pragma GCC diagnostic push
#pragma GCC diagnostic error "-Wswitch"
template <typename Use>
constexpr decltype(auto) visitElementType(ElementType type, Use&& use)
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
        return use(std::type_identity<std::uint64_t>());
    }
    __builtin_unreachable(); // no ElementType has another value
}
#pragma GCC diagnostic pop

/// Kind of number that an element is. A complex number consists of two floating-point numbers.
enum class ElementKind { FloatingPoint, Complex, SignedInteger, UnsignedInteger };

/// Whether T is a type of complex numbers.
template <typename T>
inline constexpr bool kIsComplex = false;
template <typename T>
inline constexpr bool kIsComplex<std::complex<T>> = true;

namespace detail {

template <typename T>
struct RealNumber
{
    using Type = T;
};
template <typename T>
struct RealNumber<std::complex<T>>
{
    using Type = T;
};

template <typename T>
constexpr ElementKind kindOf() noexcept
{
    return kIsComplex<T>                 ? ElementKind::Complex
           : std::is_floating_point_v<T> ? ElementKind::FloatingPoint
           : std::is_signed_v<T>         ? ElementKind::SignedInteger
                                         : ElementKind::UnsignedInteger;
}

struct ElementFacts
{
    std::string_view name; ///< as in NumPy; a null character follows it
    std::size_t size;
    ElementKind kind;
};

/// Whether values of the two C++ types are stored as the same ElementType.
template <typename T, typename U>
constexpr bool isSameElement() noexcept
{
    if constexpr (std::integral<T> && std::integral<U> && !std::same_as<T, bool>) {
        return sizeof(T) == sizeof(U) && std::is_signed_v<T> == std::is_signed_v<U>;
    } else {
        return std::same_as<T, U>;
    }
}

/// Name, size and kind of each ElementType, by its number.
template <typename... T>
struct ElementTypes
{
    static constexpr std::size_t kCount = sizeof...(T);

    std::array<ElementFacts, kCount> facts;

    constexpr explicit ElementTypes(const std::array<std::string_view, kCount>& names) noexcept
        : facts{}
    {
        std::size_t i = 0;
        ((facts[i] = {names[i], sizeof(T), kindOf<T>()}, ++i), ...);
    }

    /// Index of the type with these elements; kCount if there is no such type.
    template <typename Wanted>
    static constexpr std::size_t indexOf() noexcept
    {
        std::size_t index = 0;
        static_cast<void>(((isSameElement<Wanted, T>() || (++index, false)) || ...));
        return index;
    }

    /// Outer<Inner<float>, Inner<double>, ...> with all types.
    template <template <typename...> typename Outer, template <typename...> typename Inner>
    using Apply = Outer<Inner<T>...>;
};

using ElementTable =
    ElementTypes<float, double, std::complex<float>, std::complex<double>, std::int8_t, std::int16_t,
                 std::int32_t, std::int64_t, std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t>;

inline constexpr ElementTable kElementTable{{"float32", "float64", "complex64", "complex128", "int8", "int16",
                                             "int32", "int64", "uint8", "uint16", "uint32", "uint64"}};

constexpr const ElementFacts& factsOf(ElementType type) noexcept
{
    return kElementTable.facts[static_cast<std::size_t>(type)];
}

/// Whether visitElementType() and the table have the same types in the same order.
constexpr bool isElementTableComplete() noexcept
{
    for (std::size_t i = 0; i < ElementTable::kCount; ++i) {
        const bool agrees =
            visitElementType(static_cast<ElementType>(i), [i]<typename T>(std::type_identity<T>) {
                static_assert(ElementTable::indexOf<T>() < ElementTable::kCount,
                              "visitElementType() has a type that is missing in ElementTable");
                return ElementTable::indexOf<T>() == i;
            });
        if (!agrees || kElementTable.facts[i].name.empty()) {
            return false;
        }
    }
    return true;
}
static_assert(isElementTableComplete(), "ElementTable has another order than ElementType");

} // namespace detail

/// Number of element types; they are numbered from 0.
inline constexpr std::size_t kElementTypeCount = detail::ElementTable::kCount;

/// Bytes of one element.
constexpr std::size_t sizeOf(ElementType type) noexcept
{
    return detail::factsOf(type).size;
}

/// Name as in NumPy: "float64", "complex64", "uint16".
constexpr std::string_view toString(ElementType type) noexcept
{
    return detail::factsOf(type).name;
}

constexpr ElementKind kindOf(ElementType type) noexcept
{
    return detail::factsOf(type).kind;
}

constexpr bool isComplex(ElementType type) noexcept
{
    return kindOf(type) == ElementKind::Complex;
}

constexpr bool isInteger(ElementType type) noexcept
{
    return kindOf(type) == ElementKind::SignedInteger || kindOf(type) == ElementKind::UnsignedInteger;
}

/// The type of the parts if T is complex, otherwise T.
template <typename T>
using RealOf = typename detail::RealNumber<T>::Type;

/// Number of real numbers in an element: 2 if it is complex, otherwise 1.
constexpr std::size_t partsOf(ElementType type) noexcept
{
    return isComplex(type) ? 2 : 1;
}

/// A C++ type that elements of a field can have. Integers match by size and sign, so `long` is also
/// accepted.
template <typename T>
concept Element = (detail::ElementTable::indexOf<T>() < kElementTypeCount);

/// The ElementType of a C++ type.
template <Element T>
constexpr ElementType elementTypeOf() noexcept
{
    return static_cast<ElementType>(detail::ElementTable::indexOf<T>());
}

} // namespace h5pulse
