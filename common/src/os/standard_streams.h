// SPDX-License-Identifier: MIT
#pragma once

namespace h5pulse {

/// For programs of our own, at their start: closed standard streams get /dev/null, so that no file or
/// connection that is opened later has their numbers and is printed into. Using them fails as before.
void fillClosedStandardStreams() noexcept;

} // namespace h5pulse
