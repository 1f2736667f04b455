// SPDX-License-Identifier: MIT
#pragma once

namespace h5pulse {

/// Gives a file the owner, the permissions and the extended attributes (access lists) of another, as far as
/// this user may.
void copyOwnership(int from, int to) noexcept;

/// The permissions alone.
void copyPermissions(int from, int to) noexcept;

} // namespace h5pulse
