// SPDX-License-Identifier: MIT
#pragma once

#include "run/run_inspection.h"

#include <filesystem>

namespace h5pulse {

/// Cuts a run of ours whose machine was started anew to the steps that count, also in the indexes of its
/// datasets. The disk may have the index entry of a chunk and neither the chunk nor the extent that covers
/// it. Such an entry leads past the end of the file, to where the next writer puts other data: the two would
/// share one place, without an error. The file must be healthy. Throws Error.
void clearUnsynced(const std::filesystem::path& path, const RunInspection& found);

} // namespace h5pulse
