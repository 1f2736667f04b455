// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace h5pulse {

/// This machine's name.
std::string hostName();

/// A text that is another one after each start of this machine; empty where the system has none.
const std::string& bootText();

/// Its wall clock, seconds since 1970.
double wallClock();

} // namespace h5pulse
