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
    Heartbeat
        lastHeartbeat; ///< of its last writer, already among the segments; `steps` are those that are there
};

/// Takes the lock, repairs what a crash has left, and opens the run for writing. Throws InUseError while its
/// writer lives, std::invalid_argument where `expected` is given and differs, Error for everything else;
/// until then the file is untouched. A finite end time of `expected` becomes the file's.
ResumedRun resumeRun(const std::filesystem::path& path, const RunSpec* expected,
                     const WriterOptions& options);

} // namespace h5pulse
