// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace h5pulse::cli {

/// Text from a file made safe for a terminal: control characters, bidirectional overrides and bytes that are
/// not UTF-8 become escapes such as \n, \x1b or \u202e. All else stays.
std::string escaped(std::string_view text);

/// escaped(), and cut to `limit` characters with "..." as its end.
std::string shortened(std::string_view text, std::size_t limit = 60);

/// Characters (code points) of valid UTF-8, for alignment.
std::size_t width(std::string_view text) noexcept;

/// "763 B", "1.2 MiB".
std::string humanBytes(std::uintmax_t bytes);

/// "0.25 s", "12 s", "3 min 20 s", "2 h 5 min", "3 d 4 h".
std::string humanDuration(double seconds);

/// "2026-11-24 14:05:12", in local time; "unknown" where it is not a time.
std::string dateText(double secondsSince1970);

/// humanDuration() and "ago"; "unknown" for a time in the future, since then two clocks differ.
std::string humanAge(double seconds);

/// "scalar", "100", "480 x 640".
std::string shapeText(const std::vector<std::size_t>& shape);

/// "u" and "V" give "u [V]"; without units the name alone.
std::string withUnits(std::string_view name, std::string_view units);

/// Ten significant digits, for people: "0.3", "nan", "-inf".
std::string compactNumber(double value);

/// "1 step", "5 steps".
std::string stepCount(std::size_t steps);

/// Rows of text with columns aligned to the left, each line after an indent.
std::string alignedTable(const std::vector<std::vector<std::string>>& rows, std::string_view indent = "  ");

} // namespace h5pulse::cli
