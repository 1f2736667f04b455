// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/values.h>

#include <cstddef>
#include <string>

namespace h5pulse::cli {

/// Appends an element as text that reads back as the same value. A complex number is given by `separator`
/// between its two parts.
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
