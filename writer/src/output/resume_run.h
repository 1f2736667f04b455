// SPDX-License-Identifier: MIT
#pragma once

#include "format/heartbeat.h"
#include "h5/writable_file.h"
#include "os/run_lock.h"

#include <h5pulse/run_spec.h>
#include <h5pulse/writer_options.h>

#include <filesystem>
#include <vector>

namespace h5pulse {

/// An existing run, ready to be continued.
struct ResumedRun
{
    RunLock lock;
    h5::WritableFile file; ///< open for SWMR writing; its datasets end with the last committed step
    std::vector<FieldSpec> fields;
    Heartbeat lastHeartbeat; ///< of the last writer, already among the segments; `steps` is the number of
                             ///< committed steps
};

/// Takes the lock, repairs what a crash left, and opens the run for writing. Throws InUseError while another
/// writer has it, std::invalid_argument if it differs from `expected` (may be null), and Error otherwise; the
/// file is untouched until these checks pass. A finite end time of `expected` replaces the file's.
ResumedRun resumeRun(const std::filesystem::path& path, const RunSpec* expected,
                     const WriterOptions& options);

} // namespace h5pulse
