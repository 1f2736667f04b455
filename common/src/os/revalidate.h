// SPDX-License-Identifier: MIT
#pragma once

namespace h5pulse {

/// What happens to the system's copies of the data.
enum class CachedData {
    Compare, ///< copies that the server calls outdated are dropped
    Drop     ///< all copies are dropped. Servers with coarse clocks cannot tell which ones are outdated
};

/// Opens a file that is open for reading again, under the same number, because a file system such as NFS
/// compares attributes and data with its server only then (FileSystem::closeToOpen). It is always the same
/// file, whatever its path leads to.
/// @return false if it cannot be opened again: it is gone from the server, or this process may no longer open
///         it. The descriptor stays as it was.
bool revalidate(int descriptor, CachedData data);

} // namespace h5pulse
