// SPDX-License-Identifier: MIT
#include "wait_for_run.h"

#include "interrupt.h"
#include "standard_output.h"
#include "watchdog.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <system_error>
#include <utility>

namespace h5pulse::cli {

namespace {

constexpr double kMaxPause = 0.2; // seconds; short, because the user waits for the start

bool isDirectory(const std::filesystem::path& path)
{
    std::error_code error;
    return std::filesystem::is_directory(path, error);
}

} // namespace

Reader waitForRun(const AwaitedRun& awaited, Watchdog& watchdog, const std::function<Reader()>& open)
{
    using Clock = std::chrono::steady_clock;
    using Seconds = std::chrono::duration<double>;
    const Clock::time_point begin = Clock::now();
    const auto left = [&] { return awaited.wait - Seconds(Clock::now() - begin).count(); };
    bool reported = false;
    for (;;) {
        {
            const Watchdog::Asking asking(watchdog);
            try {
                return open();
            } catch (const Error& error) {
                if (left() <= 0.0 || isDirectory(awaited.file)) {
                    throw;
                }
                const bool missing = dynamic_cast<const MissingError*>(&error) != nullptr;
                if (!missing && !std::exchange(reported, true)) {
                    complain("waiting: " + std::string(error.what()));
                }
            }
        }
        interruptibleSleep(Seconds(std::clamp(left(), 0.0, std::min(awaited.interval, kMaxPause))));
    }
}

} // namespace h5pulse::cli
