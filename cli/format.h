// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace h5pulse::cli {

/// Makes text from a file safe for a terminal: escapes control characters, bidirectional overrides and bytes
/// that are not UTF-8, for example as \n, \x1b or \u202e.
std::string escaped(std::string_view text);

/// escaped(), cut to `limit` characters, the last three being "...".
std::string shortened(std::string_view text, std::size_t limit = 60);

/// Number of characters (code points) in valid UTF-8, for alignment.
std::size_t width(std::string_view text) noexcept;

/// Size in binary units: "763 B", "1.2 MiB".
std::string humanBytes(std::uintmax_t bytes);

/// Duration: "0.25 s", "12 s", "3 min 20 s", "2 h 5 min", "3 d 4 h".
std::string humanDuration(double seconds);

/// Local time: "2026-11-24 14:05:12"; "unknown" for an invalid time.
std::string dateText(double secondsSince1970);

/// humanDuration() and "ago"; "unknown" for a time in the future, because the clocks then differ.
std::string humanAge(double seconds);

/// Shape: "scalar", "100", "480 x 640".
std::string shapeText(const std::vector<std::size_t>& shape);

/// Name and units: "u [V]"; only the name without units.
std::string withUnits(std::string_view name, std::string_view units);

/// Number with up to ten significant digits: "0.3", "nan", "-inf".
std::string compactNumber(double value);

/// Count: "1 step", "5 steps".
std::string stepCount(std::size_t steps);

/// Rows of text with left-aligned columns; each line is indented.
std::string alignedTable(const std::vector<std::vector<std::string>>& rows, std::string_view indent = "  ");

} // namespace h5pulse::cli
