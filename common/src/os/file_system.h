// SPDX-License-Identifier: MIT
#pragma once

namespace h5pulse {

/// Whether an open file lies on a disk or in the memory of this machine, so that no other machine writes to
/// it. File systems of networks, clusters, hypervisors and user space are not local; one that is not known is
/// taken for local.
bool isOnLocalFileSystem(int descriptor) noexcept;

} // namespace h5pulse
