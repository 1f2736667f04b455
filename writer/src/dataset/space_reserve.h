// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace h5pulse {

/// Reserves disk space ahead of the end of a file, because HDF5 does not survive a failed write.
///
/// On file systems that allocate blocks without writing to them, it reserves up to 64 MiB ahead of the rows,
/// because writing into such blocks takes less time. Elsewhere it does nothing while there is plenty of
/// space. If the disk is nearly full, it allocates blocks before they are written, on every file system. (If
/// another program exhausts a quota, a write fails and the file is reopened.)
class SpaceReserve
{
public:
    /// Reserves `bytes` from offset `end`. Returns 0, or errno if the space is missing (ENOSPC, EDQUOT,
    /// EFBIG).
    int ensure(int descriptor, std::uint64_t end, std::uint64_t bytes) noexcept;
    /// Frees blocks beyond the end of the file.
    void release(int descriptor) noexcept;

private:
    std::uint64_t m_reserved = 0; ///< offset up to which space is reserved
};

} // namespace h5pulse
