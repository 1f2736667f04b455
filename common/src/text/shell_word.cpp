// SPDX-License-Identifier: MIT
#include <h5pulse/shell_word.h>

#include <algorithm>
#include <cctype>
#include <string_view>

namespace h5pulse {

std::string shellWord(const std::filesystem::path& path)
{
    const std::string text = path.string();
    const auto isSafe = [](unsigned char c) {
        return std::isalnum(c) != 0 || c >= 0x80 ||
               std::string_view("/._-+=:,@%").find(static_cast<char>(c)) != std::string_view::npos;
    };
    if (!text.empty() && text[0] != '-' && std::all_of(text.begin(), text.end(), isSafe)) {
        return text;
    }
    std::string quoted = text.empty() || text[0] != '-' ? "'" : "-- '";
    for (char c : text) {
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return quoted + "'";
}

} // namespace h5pulse
