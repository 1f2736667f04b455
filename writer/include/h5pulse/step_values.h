// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/detail/array_layout.h>
#include <h5pulse/element_type.h>
#include <h5pulse/require_cxx20.h>

#include <array>
#include <complex>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ranges>
#include <span>
#include <string_view>
#include <type_traits>

namespace h5pulse {

/// Elements of one field for one step or a block of steps, with type and layout. It refers to the caller's
/// memory and does not own it.
///
/// With rank 0, `count` elements lie one after the other in the field's own order. With a higher rank, sizes
/// and strides locate each element, and the sizes must be the field's.
struct StepValues
{
    const void* data = nullptr;
    std::size_t count = 0; ///< total number of elements
    ElementType type = ElementType::Float64;
    std::size_t rank = 0; ///< number of sizes and strides
    /// In the host's index order. For a block of steps, the first size is the number of steps.
    std::array<std::size_t, detail::kMaxArrayRank> sizes{};
    std::array<std::ptrdiff_t, detail::kMaxArrayRank> strides{}; ///< in elements

    /// Describes a scalar; a contiguous range of elements or of fixed-size arrays of them
    /// (std::vector<double>, double[4][3], std::vector<std::array<double, 3>>); an array of Eigen, Armadillo,
    /// xtensor, Boost.MultiArray, or a type like std::mdspan; or anything that converts to a std::span of
    /// constant elements. Throws std::invalid_argument for an array of more than four dimensions.
    template <typename T>
    static StepValues of(const T& value);
};

namespace detail {

/// Element types that can be stored. bool is stored as uint8, 0 or 1.
template <typename T>
concept Storable = Element<T> || std::same_as<T, bool>;

template <Storable T>
constexpr ElementType storedType() noexcept
{
    if constexpr (std::same_as<T, bool>) {
        return ElementType::UInt8;
    } else {
        return elementTypeOf<T>();
    }
}

/// Nested arrays of fixed size: the type of their elements, and their sizes.
template <typename T>
struct NestedArray
{
    using Element = T;
    static constexpr std::size_t kRank = 0;
    static void addSizes(StepValues&) {}
};

template <typename E, std::size_t n>
struct FixedArray
{
    using Inner = NestedArray<std::remove_cv_t<E>>;
    using Element = typename Inner::Element;
    static constexpr std::size_t kRank = Inner::kRank + 1;
    static void addSizes(StepValues& values)
    {
        values.sizes[values.rank++] = n;
        Inner::addSizes(values);
    }
};

template <typename E, std::size_t n>
struct NestedArray<std::array<E, n>> : FixedArray<E, n>
{
};
template <typename E, std::size_t n>
struct NestedArray<E[n]> : FixedArray<E, n>
{
};

template <typename T>
using NestedIn = NestedArray<std::remove_cv_t<std::ranges::range_value_t<const T>>>;

/// A range whose elements, or the elements of its nested arrays, lie one after the other.
template <typename T>
concept ElementRange =
    std::ranges::contiguous_range<const T> && std::ranges::sized_range<const T> && !KnownArray<T> &&
    !UnknownMatrix<T> && Storable<typename NestedIn<T>::Element> && (NestedIn<T>::kRank < kMaxArrayRank);

template <typename T>
concept Text = std::convertible_to<const T&, std::string_view>;

/// The first of the types whose constant span T converts to, or void.
template <typename T, typename E, typename... Others>
constexpr auto findSpanElement()
{
    if constexpr (std::is_convertible_v<const T&, std::span<const E>>) {
        return std::type_identity<E>();
    } else if constexpr (sizeof...(Others) > 0) {
        return findSpanElement<T, Others...>();
    } else {
        return std::type_identity<void>();
    }
}

/// Prefers double where several types are possible.
template <typename T, typename... E>
constexpr auto findSpanElement(ElementTypes<E...>)
{
    return findSpanElement<T, double, E...>();
}

template <typename T>
using SpanElement = typename decltype(findSpanElement<T>(kElementTable))::type;

template <typename E>
StepValues valuesOf(const ArrayLayout<E>& layout)
{
    StepValues values{.data = layout.data, .count = 1, .type = storedType<E>(), .rank = layout.rank};
    values.sizes = layout.sizes;
    values.strides = layout.strides;
    for (std::size_t i = 0; i < layout.rank; ++i) {
        values.count *= layout.sizes[i];
    }
    return values;
}

template <ElementRange T>
StepValues valuesOfRange(const T& range)
{
    using Nested = NestedIn<T>;
    StepValues values{.data = std::ranges::data(range),
                      .count = std::ranges::size(range),
                      .type = storedType<typename Nested::Element>()};
    if constexpr (Nested::kRank > 0) {
        values.sizes[values.rank++] = values.count;
        Nested::addSizes(values);
        std::ptrdiff_t stride = 1;
        for (std::size_t i = values.rank; i-- > 0;) {
            values.strides[i] = stride;
            stride *= static_cast<std::ptrdiff_t>(values.sizes[i]);
        }
        values.count = static_cast<std::size_t>(stride);
    }
    return values;
}

template <typename>
inline constexpr bool kNever = false;

} // namespace detail

template <typename T>
StepValues StepValues::of(const T& value)
{
    if constexpr (detail::Storable<T>) {
        return {.data = &value, .count = 1, .type = detail::storedType<T>()};
    } else if constexpr (detail::KnownArray<T>) {
        const auto layout = detail::layoutOf(value);
        static_assert(
            detail::Storable<std::remove_cv_t<std::remove_pointer_t<decltype(layout.data)>>>,
            "h5pulse: the elements of this array have no type that can be stored: convert them to float, "
            "double, complex or integer elements");
        return detail::valuesOf(layout);
    } else if constexpr (detail::ElementRange<T> && !detail::Text<T>) {
        return detail::valuesOfRange(value);
    } else if constexpr (!std::is_void_v<detail::SpanElement<T>> && !detail::UnknownMatrix<T> &&
                         !detail::Text<T>) {
        const std::span<const detail::SpanElement<T>> values = value;
        return {
            .data = values.data(), .count = values.size(), .type = elementTypeOf<detail::SpanElement<T>>()};
    } else if constexpr (detail::Text<T>) {
        static_assert(detail::kNever<T>,
                      "h5pulse: text is not a value of a field: put it into RunSpec::attributes");
    } else if constexpr (detail::UnknownMatrix<T>) {
        static_assert(
            detail::kNever<T>,
            "h5pulse: this looks like a matrix, but does not tell how its elements lie in memory. Evaluate "
            "an expression or a view first (Eigen: .eval(), Armadillo: arma::mat(...), xtensor: "
            "xt::eval(...)), or pass std::span(pointer, count)");
    } else if constexpr (std::is_pointer_v<T>) {
        static_assert(
            detail::kNever<T>,
            "h5pulse: a pointer does not tell how many elements there are: pass std::span(pointer, count)");
    } else if constexpr (std::same_as<T, long double>) {
        static_assert(detail::kNever<T>, "h5pulse: long double is not stored: static_cast it to double");
    } else if constexpr (std::is_enum_v<T>) {
        static_assert(detail::kNever<T>,
                      "h5pulse: an enumerator is not a number: static_cast it to an integer");
    } else if constexpr (std::ranges::range<const T>) {
        static_assert(
            detail::kNever<T>,
            "h5pulse: the elements of this range are not numbers, or do not lie one after the other. Of a "
            "range of structs pass std::span(&first.member, count) where all members have one type, or "
            "copy the numbers into a std::vector");
    } else {
        static_assert(detail::kNever<T>,
                      "h5pulse: a field takes a number, a complex number, or a range of them (std::vector, "
                      "std::array, std::span, C array, Eigen, Armadillo, xtensor, mdspan)");
    }
}

} // namespace h5pulse
