// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/require_cxx20.h>

#include <concepts>
#include <cstddef>
#include <ranges>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace h5pulse {

/// Any integer type except bool.
template <typename T>
concept SizeType = std::integral<T> && !std::same_as<std::remove_cv_t<T>, bool>;

/// Shape of one step: a vector of sizes, made from integers of any type, `{nx, ny}`, or from a range of
/// integers. Throws std::invalid_argument for a negative size.
class Shape : public std::vector<std::size_t>
{
public:
    Shape() = default;
    template <SizeType... T>
    requires(sizeof...(T) > 0) Shape(T... sizes)
        : vector{checked(sizes)...}
    {
    }
    template <std::ranges::input_range R>
    requires SizeType<std::ranges::range_value_t<R>> &&(!std::derived_from<R, Shape>)Shape(const R& sizes)
    {
        for (const auto size : sizes) {
            push_back(checked(size));
        }
    }

private:
    template <SizeType T>
    static std::size_t checked(T size)
    {
        if constexpr (std::is_signed_v<T>) {
            if (size < 0) {
                throw std::invalid_argument("a field's shape has the size " + std::to_string(size) +
                                            "; sizes are 1 or more");
            }
        }
        return static_cast<std::size_t>(size);
    }
};

} // namespace h5pulse
