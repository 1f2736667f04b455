// SPDX-License-Identifier: MIT
#pragma once

#include "statistics.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace bench {

using Row = std::vector<std::string>;

std::string fixed(double value, int digits);

/// Three digits and a unit: "12.3 us".
std::string duration(double seconds);

/// A value in its unit for people: seconds as a duration, bytes with a prefix, others with three digits.
std::string quantity(double value, const std::string& unit);

std::string range(const Spread& spread, int digits);

/// Prints aligned columns: the first `left` left-aligned, the others right-aligned like numbers.
void printAligned(std::ostream& out, const std::vector<Row>& rows, std::size_t left);

} // namespace bench
