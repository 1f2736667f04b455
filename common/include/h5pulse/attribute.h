// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/require_cxx20.h>

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <map>
#include <ranges>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace h5pulse {

/// A number that an attribute can hold: any integer type except char, any floating-point type.
template <typename T>
concept AttributeNumber = std::floating_point<T> ||(std::integral<T> && !std::same_as<T, char>);

/// A small value that describes a run: UTF-8 text, an integer, a floating-point number, or a list of
/// numbers. It converts from any text, any integer (bool: 0 or 1), any floating-point number and any range
/// of numbers. Throws std::invalid_argument for an unsigned integer above the largest int64.
class Attribute : public std::variant<std::string, std::int64_t, double, std::vector<double>>
{
public:
    Attribute() = default;
    Attribute(std::string text)
        : variant(std::move(text))
    {
    }
    Attribute(std::string_view text)
        : variant(std::string(text))
    {
    }
    Attribute(const char* text)
        : variant(std::string(text))
    {
    }
    template <AttributeNumber T>
    Attribute(T value)
        : variant(stored(value))
    {
    }
    Attribute(std::vector<double> values)
        : variant(std::move(values))
    {
    }
    Attribute(std::initializer_list<double> values)
        : variant(std::vector<double>(values))
    {
    }
    template <std::ranges::input_range R>
    requires AttributeNumber<std::remove_cv_t<std::ranges::range_value_t<R>>> &&
        (!std::convertible_to<const R&, std::string_view>)Attribute(const R& values)
        : variant(listOf(values))
    {
    }

private:
    template <AttributeNumber T>
    static auto stored(T value)
    {
        if constexpr (std::floating_point<T>) {
            return static_cast<double>(value);
        } else {
            if (!std::in_range<std::int64_t>(widened(value))) {
                throw std::invalid_argument(
                    "the integer " + std::to_string(value) +
                    " is above the largest that an attribute can have; give it as text");
            }
            return static_cast<std::int64_t>(value);
        }
    }

    /// std::in_range() accepts neither bool nor character types.
    template <AttributeNumber T>
    static auto widened(T value)
    {
        if constexpr (std::is_signed_v<T>) {
            return static_cast<std::int64_t>(value);
        } else {
            return static_cast<std::uint64_t>(value);
        }
    }

    template <typename R>
    static std::vector<double> listOf(const R& values)
    {
        std::vector<double> list;
        for (const auto& value : values) {
            list.push_back(static_cast<double>(value));
        }
        return list;
    }
};

/// Attributes by name.
using Attributes = std::map<std::string, Attribute>;

} // namespace h5pulse
