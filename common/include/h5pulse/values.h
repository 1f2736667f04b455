// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/element_type.h>
#include <h5pulse/require_cxx20.h>

#include <array>
#include <charconv>
#include <cmath>
#include <complex>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace h5pulse {

namespace detail {
template <typename T>
using ElementVector = std::vector<T>;
}

/// Elements of a field in the type that the file has, so that no precision is lost. A Reader reads into the
/// vector that std::visit() passes: std::vector<float>, std::vector<double> and so on, in the order of
/// ElementType.
using Values = detail::ElementTable::Apply<std::variant, detail::ElementVector>;

/// `count` zeros.
Values makeValues(ElementType type, std::size_t count);

/// Appends the shortest text that reads back as the same value. Integers have no decimal point; other
/// texts are "nan", "inf" and "-inf".
template <typename T>
requires std::integral<T> || std::floating_point<T>
void appendExact(std::string& text, T value)
{
    if constexpr (std::floating_point<T>) {
        if (std::isnan(value)) { // to_chars gives the sign of a NaN too
            text += "nan";
            return;
        }
    }
    std::array<char, 64> buffer;
    text.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
}

} // namespace h5pulse
