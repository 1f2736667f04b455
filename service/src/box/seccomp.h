// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace h5pulse {

enum class Opening { ForReading, Nothing };

/// Takes system calls from the calling thread, which it does not need for reading files: the network, other programs, changes
/// of files. What is refused fails with EPERM. Returns what is in force, as one line.
std::string refuseCalls(Opening opening);

} // namespace h5pulse
