// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace bench {

/// Bytes written so far by this process and its children that have ended.
struct WrittenBytes
{
    std::uint64_t given = 0;   ///< passed to write(2) and similar calls
    std::uint64_t dirtied = 0; ///< pages that must go to a disk because of it; 0 on tmpfs

    /// The larger count: rewriting a page in the cache appears in the first, writing a part of a page in the
    /// second.
    std::uint64_t most() const { return given > dirtied ? given : dirtied; }
};

WrittenBytes writtenBytes();
WrittenBytes operator-(const WrittenBytes& after, const WrittenBytes& before);

/// Peak memory of this process since the last resetPeakMemory(), in bytes.
std::uint64_t peakMemory();
void resetPeakMemory();

} // namespace bench
