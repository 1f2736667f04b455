// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace bench {

/// What this process and its children that have ended have written so far.
struct WrittenBytes
{
    std::uint64_t given = 0;   ///< to write(2) and its kin
    std::uint64_t dirtied = 0; ///< pages that have to go to a disk because of it; 0 on tmpfs

    /// Whichever says more: rewriting a page in the cache shows in the first, part of a page in the second.
    std::uint64_t most() const { return given > dirtied ? given : dirtied; }
};

WrittenBytes writtenBytes();
WrittenBytes operator-(const WrittenBytes& after, const WrittenBytes& before);

/// Most memory that this process has had since the last resetPeakMemory(), in bytes.
std::uint64_t peakMemory();
void resetPeakMemory();

} // namespace bench
