// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace h5pulse::cli {

/// Shows progress on one line of standard error if that is a terminal, and removes the line at the end. Pass
/// it to the library by std::ref().
class ProgressLine
{
public:
    /// @param doing  the activity, for example "copying"
    explicit ProgressLine(std::string doing);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// Returns false if the user asked to stop.
    bool operator()(std::uintmax_t done, std::uintmax_t total);

private:
    using Clock = std::chrono::steady_clock;

    std::string m_doing;
    bool m_shown;
    bool m_dirty = false;
    Clock::time_point m_begun = Clock::now();
    Clock::time_point m_last = m_begun;
};

/// "copying  [#####---------------]  25 %, 3 s left"; the time appears once it can be estimated.
std::string progressText(const std::string& doing, std::uintmax_t done, std::uintmax_t total, double seconds);

} // namespace h5pulse::cli
