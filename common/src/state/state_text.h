// SPDX-License-Identifier: MIT
#pragma once

#include "os/file_location.h"
#include "os/file_system.h"

#include <h5pulse/run_state.h>

#include <filesystem>
#include <string>

namespace h5pulse {

/// State of a run and location of its file.
struct StateFacts
{
    RunState run; ///< of the open file
    const WriterStatus& writer;
    std::filesystem::path path; ///< path by which the file was opened
    std::size_t steps = 0;
    bool marked = false;     ///< the file carries the marks of a writer
    FileLocation where{};    ///< of the open file
    int descriptor = -1;     ///< of the open file
    FileSystem fileSystem{}; ///< that it lies on
    bool readable = true;    ///< whether the open file could be read at the last refresh
};

/// The state as a sentence with its consequences; empty for a run that is running or finished.
std::string stateText(const StateFacts& facts);

} // namespace h5pulse
