// SPDX-License-Identifier: MIT
#pragma once

#include "run/run_inspection.h"

#include <filesystem>

namespace h5pulse {

/// After a restart of the machine, cuts a run of h5pulse to its synchronised steps, also in the indexes of
/// its datasets. The disk may have the index entry of a chunk, but neither the chunk nor the extent that
/// covers it. Such an entry points beyond the end of the file, where the next writer puts other data: both
/// would share one address, without an error. The file must be healthy. Throws Error.
void clearUnsynced(const std::filesystem::path& path, const RunInspection& found);

} // namespace h5pulse
