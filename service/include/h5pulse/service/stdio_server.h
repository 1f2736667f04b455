// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/box.h>

namespace h5pulse {

/// Serves one client over two descriptors, as docs/protocol.md describes, until the client closes `input`.
///
/// Takes over both descriptors' use, and makes them non-blocking. Two replies may be under way that the client has
/// not acknowledged, or up to kMaxRepliesUnderWay on a fast line with a long delay; newer results meanwhile replace older
/// ones that were not sent.
///
/// @param box  confines the threads that serve; null: they may do what the process may
///
/// Throws ProtocolError if the client sends nonsense, std::system_error if a descriptor fails, and std::runtime_error if
/// reading the file takes a processor minutes. A client that goes
/// away while it is sent something is a normal end. SIGPIPE must be ignored.
void serve(int input, int output, Box* box = nullptr);

} // namespace h5pulse
