// SPDX-License-Identifier: MIT
#include "report/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ostream>

namespace bench {
namespace {

std::string threeDigits(double value)
{
    const double size = std::abs(value);
    return fixed(value, size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
}

template <std::size_t N>
std::string prefixed(double value, const std::array<std::pair<double, const char*>, N>& units)
{
    const auto unit =
        std::ranges::find_if(units, [value](const auto& u) { return std::abs(value) >= 0.9995 * u.first; });
    const auto [size, name] = unit == units.end() ? units.back() : *unit;
    return threeDigits(value / size) + " " + name;
}

} // namespace

std::string fixed(double value, int digits)
{
    std::array<char, 400> text{};
    std::snprintf(text.data(), text.size(), "%.*f", digits, value);
    return text.data();
}

std::string duration(double seconds)
{
    static constexpr std::array<std::pair<double, const char*>, 4> kUnits{
        {{1.0, "s"}, {1e-3, "ms"}, {1e-6, "us"}, {1e-9, "ns"}}};
    return prefixed(seconds, kUnits);
}

std::string quantity(double value, const std::string& unit)
{
    static constexpr std::array<std::pair<double, const char*>, 4> kBytes{
        {{1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}, {1.0, "B"}}};
    if (unit == "s") {
        return duration(value);
    }
    if (unit == "B") {
        return prefixed(value, kBytes);
    }
    // Ratios are shown to the hundredth, small shares with more digits.
    const bool small = std::abs(value) < 0.0995 && value != 0.0;
    return (small ? fixed(value, 4) : threeDigits(value)) + (unit.empty() ? "" : " " + unit);
}

std::string range(const Spread& spread, int digits)
{
    return fixed(spread.min, digits) + "-" + fixed(spread.max, digits);
}

void printAligned(std::ostream& out, const std::vector<Row>& rows, std::size_t left)
{
    std::vector<std::size_t> widths(rows.front().size());
    for (const Row& each : rows) {
        for (std::size_t i = 0; i < widths.size(); ++i) {
            widths[i] = std::max(widths[i], each[i].size());
        }
    }
    for (const Row& each : rows) {
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const std::string space(widths[i] - each[i].size(), ' ');
            out << (i == 0 ? "" : "  ") << (i < left ? each[i] + space : space + each[i]);
        }
        out << '\n';
    }
}

} // namespace bench
