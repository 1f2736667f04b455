// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>

namespace h5pulse::test {

/// What this thread has read, as the kernel counts it.
struct ReadCount
{
    std::uint64_t calls = 0; ///< of read(), pread() and the like
    std::uint64_t bytes = 0;
};

/// What `action` reads on this thread, from whatever file.
ReadCount readsOf(const std::function<void()>& action);

} // namespace h5pulse::test
