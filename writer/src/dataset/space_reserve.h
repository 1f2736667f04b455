// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace h5pulse {

/// Keeps room on the disk ahead of the end of a file, so that HDF5 is never asked to write what does not fit:
/// it does not survive a failed write.
///
/// On file systems that give out blocks without writing to them it stays up to 64 MiB ahead of the rows,
/// because writing into such blocks takes less time. Elsewhere nothing is done as long as there is plenty of
/// room. Near the end of the disk blocks are taken before they are written, everywhere. (A quota that is
/// reached elsewhere is met by a failed write, after which the file is opened anew.)
class SpaceReserve
{
public:
    /// Makes sure of `bytes` of room from `end` on. 0, or errno where there is none (ENOSPC, EDQUOT, EFBIG).
    int ensure(int descriptor, std::uint64_t end, std::uint64_t bytes) noexcept;
    /// Gives back what lies beyond the end of the file.
    void release(int descriptor) noexcept;

private:
    std::uint64_t m_reserved = 0; ///< up to this offset
};

} // namespace h5pulse
