// SPDX-License-Identifier: MIT
#include "table.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>

namespace h5pulse::faults {

namespace {

[[gnu::format(printf, 1, 2)]] std::string formatted(const char* format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    std::vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return text;
}

} // namespace

std::string tableOf(const std::vector<Counts>& all)
{
    int width = 8;
    for (const Counts& counts : all) {
        width = std::max(width, static_cast<int>(counts.campaign.size()));
    }
    std::string text = formatted("| %-*s | %7s | %12s | %6s | %6s | %7s |\n", width, "campaign", "faults",
                                 "rows checked", "lost", "wrong", "seconds");
    text += "|" + std::string(static_cast<std::size_t>(width) + 2, '-') +
            "|--------:|-------------:|-------:|-------:|--------:|\n";
    for (const Counts& counts : all) {
        text += counts.skipped.empty() ? formatted("| %-*s | %7zu | %12zu | %6zu | %6zu | %7.1f |\n", width,
                                                   counts.campaign.c_str(), counts.faults, counts.rows,
                                                   counts.lost, counts.wrong, counts.seconds)
                                       : formatted("| %-*s | %7s | %12s | %6s | %6s | %7s |\n", width,
                                                   counts.campaign.c_str(), "skipped", "", "", "", "");
    }
    text += '\n';
    for (const Counts& counts : all) {
        if (!counts.skipped.empty()) {
            text += "- " + counts.campaign + ": skipped: " + counts.skipped + '\n';
        }
        for (const std::string& note : counts.notes) {
            text += "- " + counts.campaign + ": " + note + '\n';
        }
        for (const std::string& issue : counts.issues) {
            text += "- " + counts.campaign + ": NOT AS PROMISED: " + issue + '\n';
        }
    }
    return text;
}

} // namespace h5pulse::faults
