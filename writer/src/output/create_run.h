// SPDX-License-Identifier: MIT
#pragma once

#include "h5/writable_file.h"

#include <h5pulse/run_spec.h>
#include <h5pulse/writer_options.h>

#include <filesystem>

namespace h5pulse {

/// Creates all contents of an empty file except the rows, and starts SWMR writing. Throws Error.
/// @param descriptor  of the file, open for reading and writing
h5::WritableFile createRun(int descriptor, const std::filesystem::path& path, const RunSpec& spec,
                           const WriterOptions& options);

} // namespace h5pulse
