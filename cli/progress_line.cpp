// SPDX-License-Identifier: MIT
#include "progress_line.h"

#include "format.h"
#include "interrupt.h"

#include <algorithm>
#include <cstdio>
#include <unistd.h>
#include <utility>

namespace h5pulse::cli {

std::string progressText(const std::string& doing, std::uintmax_t done, std::uintmax_t total, double seconds)
{
    constexpr std::size_t width = 30;
    const double share =
        total > 0 ? std::min(1.0, static_cast<double>(done) / static_cast<double>(total)) : 1.0;
    const auto filled = static_cast<std::size_t>(share * width);
    std::string text = doing + "  [" + std::string(filled, '#') + std::string(width - filled, '-') + "] " +
                       std::to_string(static_cast<int>(100 * share)) + " %";
    if (share > 0.02 && seconds > 1.0) {
        text += ", " + humanDuration(std::max(1.0, seconds * (1 - share) / share)) + " left";
    }
    return text;
}

ProgressLine::ProgressLine(std::string doing)
    : m_doing(std::move(doing))
    , m_shown(::isatty(STDERR_FILENO) == 1)
{
}

ProgressLine::~ProgressLine()
{
    if (m_dirty) {
        std::fputs("\r\x1b[K", stderr);
    }
}

bool ProgressLine::operator()(std::uintmax_t done, std::uintmax_t total)
{
    const auto now = Clock::now();
    if (m_shown && now - m_last > std::chrono::milliseconds(200)) {
        m_last = now;
        m_dirty = true;
        const double seconds = std::chrono::duration<double>(now - m_begun).count();
        std::fprintf(stderr, "\r\x1b[K%s", progressText(m_doing, done, total, seconds).c_str());
    }
    return caughtSignal() == 0;
}

} // namespace h5pulse::cli
