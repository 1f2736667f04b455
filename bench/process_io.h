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

/// Calls of this thread that read, and the bytes that they gave, since it was created.
struct ReadCalls
{
    std::uint64_t calls = 0;
    std::uint64_t bytes = 0;
    std::uint64_t own = 0; ///< bytes of the one call that counted them
};

ReadCalls readCalls();
/// What was read between the two, without the counting itself.
ReadCalls operator-(const ReadCalls& after, const ReadCalls& before);

/// Peak memory of this process since the last resetPeakMemory(), in bytes.
std::uint64_t peakMemory();
void resetPeakMemory();

} // namespace bench
