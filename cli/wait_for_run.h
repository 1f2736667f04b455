// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>

#include <filesystem>
#include <functional>

namespace h5pulse::cli {

class Watchdog;

/// A file that is to become a run.
struct AwaitedRun
{
    std::filesystem::path file{};
    double wait = 0.0;     ///< seconds until it is given up
    double interval = 0.5; ///< seconds between looks at it, at most
};

/// Waits for a file to appear and to become readable: a program may have created it and not yet be ready.
/// What is there and cannot be read is told, once; that there is nothing yet is what one waits for.
/// @param open  opens it, or throws Error
Reader waitForRun(const AwaitedRun& awaited, Watchdog& watchdog, const std::function<Reader()>& open);

} // namespace h5pulse::cli
