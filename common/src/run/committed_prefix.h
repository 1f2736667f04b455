// SPDX-License-Identifier: MIT
#pragma once

#include "run/opened_run.h"

#include <cstddef>
#include <optional>

namespace h5pulse {

/// Number of steps of a file that may be trusted: for files of h5pulse the rows that all of the writer's
/// datasets have, for other files the steps that have a time. Missing times at the end do not count.
/// Throws Error if the times cannot be read. Source: docs/file-format.md, "What a reader may trust".
std::size_t committedPrefix(OpenedRun& run, const std::optional<Heartbeat>& heartbeat);

} // namespace h5pulse
