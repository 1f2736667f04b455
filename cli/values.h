// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>

#include <complex>
#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace h5pulse::cli {

/// Elements of a field in the field's own type, so that nothing is lost on the way to text.
using Values =
    std::variant<std::vector<float>, std::vector<double>, std::vector<std::complex<float>>,
                 std::vector<std::complex<double>>, std::vector<std::int8_t>, std::vector<std::int16_t>,
                 std::vector<std::int32_t>, std::vector<std::int64_t>, std::vector<std::uint8_t>,
                 std::vector<std::uint16_t>, std::vector<std::uint32_t>, std::vector<std::uint64_t>>;

/// `count` zeros.
Values makeValues(ElementType type, std::size_t count);

/// Appends the shortest text that reads back as the same value; integers as integers; "nan", "inf", "-inf".
/// A complex number is given by `separator` between its two parts.
void appendExact(std::string& text, const Values& values, std::size_t index, char separator);

/// For people: double precision with ten significant digits, complex numbers as "0.5-0.25i", all else
/// exactly.
std::string compactValue(const Values& values, std::size_t index);

/// Of the finite elements, by their magnitudes where they are complex; "nan" where there are none.
struct Summary
{
    std::string minimum{};
    std::string maximum{};
    std::string mean{};
    std::size_t notFinite = 0;
};

Summary summarize(const Values& values);

} // namespace h5pulse::cli
