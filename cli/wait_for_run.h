// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>

#include <filesystem>
#include <functional>

namespace h5pulse::cli {

class Watchdog;

/// A file that is expected to become a run.
struct AwaitedRun
{
    std::filesystem::path file{};
    double wait = 0.0;     ///< seconds until waiting ends
    double interval = 0.5; ///< longest pause between attempts, in seconds
};

/// Waits until a file exists and is readable; a program may have created it without being ready yet. Reports
/// an unreadable file once, and a missing file not at all.
/// @param open  opens the run, or throws Error
Reader waitForRun(const AwaitedRun& awaited, Watchdog& watchdog, const std::function<Reader()>& open);

} // namespace h5pulse::cli
