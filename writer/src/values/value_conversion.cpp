// SPDX-License-Identifier: MIT
#include "values/value_conversion.h"

#include <h5pulse/element_type.h>

#include <concepts>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

namespace h5pulse {

namespace {

template <typename From, typename To>
constexpr bool convertsWithoutLoss() noexcept
{
    using F = RealOf<From>;
    using T = RealOf<To>;
    if constexpr (kIsComplex<From> && !kIsComplex<To>) {
        return false;
    } else if constexpr (std::floating_point<T>) {
        return std::numeric_limits<F>::digits <= std::numeric_limits<T>::digits;
    } else if constexpr (std::floating_point<F>) {
        return false;
    } else {
        return std::in_range<T>(std::numeric_limits<F>::min()) &&
               std::in_range<T>(std::numeric_limits<F>::max());
    }
}

template <typename From, typename To>
bool holdsInteger(From value) noexcept
{
    using T = RealOf<To>;
    if constexpr (!std::integral<From>) {
        return false;
    } else if constexpr (std::integral<T>) {
        return std::in_range<T>(value);
    } else {
        // On x87 FPUs long double holds every 64-bit integer. Elsewhere values near the limit may be refused,
        // but are never changed.
        return static_cast<long double>(static_cast<T>(value)) == static_cast<long double>(value) &&
               (std::numeric_limits<long double>::digits >= std::numeric_limits<From>::digits ||
                convertsWithoutLoss<From, long double>());
    }
}

template <typename From, typename To>
constexpr bool kConverts = kIsComplex<To> || !kIsComplex<From>;

template <typename From, typename To>
void copyElements(const void* from, std::ptrdiff_t stride, void* to, std::size_t count)
{
    const auto* source = static_cast<const From*>(from);
    auto* target = static_cast<To*>(to);
    if constexpr (std::same_as<From, To>) {
        if (stride == 1) {
            std::memcpy(target, source, count * sizeof(To));
            return;
        }
    }
    for (std::size_t i = 0; i < count; ++i, source += stride) {
        if constexpr (kIsComplex<To> && !kIsComplex<From>) {
            target[i] = To(static_cast<RealOf<To>>(*source));
        } else {
            target[i] = static_cast<To>(*source);
        }
    }
}

/// Calls a function with a value of each of the two types.
template <typename Function>
auto withTypes(ElementType from, ElementType to, const Function& function)
{
    return visitElementType(from, [&]<typename F>(std::type_identity<F>) {
        return visitElementType(to, [&]<typename T>(std::type_identity<T>) { return function(F{}, T{}); });
    });
}

} // namespace

bool convertsWithoutLoss(ElementType from, ElementType to) noexcept
{
    return withTypes(from, to,
                     [](auto f, auto t) { return convertsWithoutLoss<decltype(f), decltype(t)>(); });
}

bool holdsInteger(const void* value, ElementType from, ElementType to) noexcept
{
    return withTypes(from, to, [&](auto f, auto t) {
        std::memcpy(&f, value, sizeof f);
        return holdsInteger<decltype(f), decltype(t)>(f);
    });
}

CopyElements copyOf(ElementType from, ElementType to) noexcept
{
    return withTypes(from, to, [](auto f, auto t) -> CopyElements {
        if constexpr (kConverts<decltype(f), decltype(t)>) {
            return &copyElements<decltype(f), decltype(t)>;
        } else {
            return nullptr;
        }
    });
}

} // namespace h5pulse
