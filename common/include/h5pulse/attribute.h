// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace h5pulse {

/// A small value that describes a run: UTF-8 text, an integer, a number, or a list of numbers.
using Attribute = std::variant<std::string, std::int64_t, double, std::vector<double>>;

/// Attributes by name.
using Attributes = std::map<std::string, Attribute>;

} // namespace h5pulse
