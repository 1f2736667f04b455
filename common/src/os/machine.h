// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace h5pulse {

/// Name of this machine.
std::string hostName();

/// A text that differs after each start of this machine; empty if the system provides none.
const std::string& bootText();

/// Time of its wall clock, seconds since 1970.
double wallClock();

} // namespace h5pulse
