// SPDX-License-Identifier: MIT
#pragma once

#include "h5/writable_file.h"

#include <h5pulse/run_spec.h>
#include <h5pulse/writer_options.h>

#include <filesystem>

namespace h5pulse {

/// Creates the file with everything that it will ever hold but rows, and starts SWMR writing. The file must
/// not exist. Throws Error.
h5::WritableFile createRun(const std::filesystem::path& path, const RunSpec& spec,
                           const WriterOptions& options);

} // namespace h5pulse
