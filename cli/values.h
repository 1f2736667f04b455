// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/values.h>

#include <cstddef>
#include <string>

namespace h5pulse::cli {

/// Appends an element as text that reads back as the same value. `separator` goes between the two parts of a
/// complex number.
void appendExact(std::string& text, const Values& values, std::size_t index, char separator);

/// Element for people: doubles with ten significant digits, complex numbers as "0.5-0.25i", all other types
/// exactly.
std::string compactValue(const Values& values, std::size_t index);

/// Summary of the finite elements, or of their magnitudes if they are complex; "nan" if no element is finite.
struct Summary
{
    std::string minimum{};
    std::string maximum{};
    std::string mean{};
    std::size_t notFinite = 0;
};

Summary summarize(const Values& values);

} // namespace h5pulse::cli
