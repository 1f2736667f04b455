// SPDX-License-Identifier: MIT
#pragma once

#include "run/opened_run.h"

#include <cstddef>
#include <optional>

namespace h5pulse {

/// The steps of a file that may be trusted: what every dataset of ours has, and for files of others what has
/// a time; without the times at the end that are missing. Throws Error where those cannot be read. Source:
/// docs/file-format.md, "What a reader may trust".
std::size_t committedPrefix(const OpenedRun& run, const std::optional<Heartbeat>& heartbeat);

} // namespace h5pulse
