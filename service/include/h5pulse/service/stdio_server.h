// SPDX-License-Identifier: MIT
#pragma once

namespace h5pulse {

/// Serves one client over two descriptors, as docs/protocol.md describes, until the client closes `input`.
///
/// Takes over both descriptors' use, and makes them non-blocking. At most two replies are under way that the client has
/// not acknowledged; newer results meanwhile replace older ones that were not sent.
///
/// Throws ProtocolError if the client sends nonsense, and std::system_error if a descriptor fails. A client that goes
/// away while it is sent something is a normal end. SIGPIPE must be ignored.
void serve(int input, int output);

} // namespace h5pulse
