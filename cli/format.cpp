// SPDX-License-Identifier: MIT
#include "format.h"

#include "text/utf8.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace h5pulse::cli {

namespace {

bool isPlain(std::uint32_t point) noexcept
{
    const bool control = point < 0x20 || (point >= 0x7f && point < 0xa0);
    const bool lineEnd = point == 0x2028 || point == 0x2029;
    const bool direction = point == 0x200e || point == 0x200f || (point >= 0x202a && point <= 0x202e) ||
                           (point >= 0x2066 && point <= 0x2069);
    return !control && !lineEnd && !direction;
}

template <typename... Args>
std::string print(const char* format, Args... args)
{
    std::array<char, 64> buffer;
    const int count = std::snprintf(buffer.data(), buffer.size(), format, args...);
    return {buffer.data(), static_cast<std::size_t>(std::max(count, 0))};
}

} // namespace

std::string escaped(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        std::uint32_t point = 0;
        const std::size_t length = decodeUtf8(text, point);
        if (length != 0 && isPlain(point)) {
            result += text.substr(0, length);
        } else if (point == '\n' || point == '\t' || point == '\r') {
            result += point == '\n' ? "\\n" : point == '\t' ? "\\t" : "\\r";
        } else if (length > 1) {
            result += print("\\u%04x", point);
        } else {
            result += print("\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(text[0])));
        }
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return result;
}

std::string shortened(std::string_view text, std::size_t limit)
{
    // A character has at most 4 bytes, so text beyond this cannot be shown.
    std::string result = escaped(text.substr(0, std::min(text.size(), 4 * limit + 4)));
    if (width(result) <= limit) {
        return result;
    }
    const std::size_t kept = limit > 3 ? limit - 3 : 0;
    std::size_t end = 0;
    for (std::size_t count = 0; end < result.size(); ++end) {
        const bool starts = (static_cast<unsigned char>(result[end]) & 0xc0) != 0x80;
        if (starts && count++ == kept) {
            break;
        }
    }
    return result.substr(0, end) + "...";
}

std::size_t width(std::string_view text) noexcept
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string humanBytes(std::uintmax_t bytes)
{
    if (bytes < 1024) {
        return print("%d B", static_cast<int>(bytes));
    }
    constexpr std::array<const char*, 6> kUnits{"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double value = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    // 1023.95 would be printed as 1024.0.
    for (; value >= 1023.95 && unit + 1 < kUnits.size(); ++unit) {
        value /= 1024;
    }
    return print("%.1f %s", value, kUnits[unit]);
}

std::string humanDuration(double seconds)
{
    if (!std::isfinite(seconds)) {
        return "unknown time";
    }
    if (seconds < 9.995) {
        return print("%.2f s", std::max(seconds, 0.0));
    }
    const auto whole = static_cast<long long>(std::min(std::round(seconds), 9e15));
    if (whole < 60) {
        return print("%lld s", whole);
    }
    if (whole < 3600) {
        return print("%lld min %lld s", whole / 60, whole % 60);
    }
    if (whole < 86400) {
        return print("%lld h %lld min", whole / 3600, whole % 3600 / 60);
    }
    return print("%lld d %lld h", whole / 86400, whole % 86400 / 3600);
}

std::string dateText(double secondsSince1970)
{
    // Times beyond the year 9999 are not valid times of a run.
    if (!(secondsSince1970 > 0.0 && secondsSince1970 < 253'402'300'800.0)) {
        return "unknown";
    }
    const auto seconds = static_cast<std::time_t>(secondsSince1970);
    std::tm local = {};
    ::localtime_r(&seconds, &local);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &local)};
}

std::string humanAge(double seconds)
{
    if (seconds < -1.0) {
        return "unknown: the clocks of writer and reader differ";
    }
    return humanDuration(seconds) + " ago";
}

std::string shapeText(const std::vector<std::size_t>& shape)
{
    std::string text;
    for (std::size_t size : shape) {
        text += (text.empty() ? "" : " x ") + std::to_string(size);
    }
    return text.empty() ? "scalar" : text;
}

std::string withUnits(std::string_view name, std::string_view units)
{
    std::string text(name);
    if (!units.empty()) {
        text.append(" [").append(units).append("]");
    }
    return text;
}

std::string compactNumber(double value)
{
    return std::isnan(value) ? "nan" : print("%.10g", value);
}

std::string stepCount(std::size_t steps)
{
    return std::to_string(steps) + (steps == 1 ? " step" : " steps");
}

std::string alignedTable(const std::vector<std::vector<std::string>>& rows, std::string_view indent)
{
    std::vector<std::size_t> widths;
    for (const std::vector<std::string>& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], width(row[i]));
        }
    }
    std::string text;
    for (const std::vector<std::string>& row : rows) {
        std::string line(indent);
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i] + std::string(widths[i] - width(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

} // namespace h5pulse::cli
