// SPDX-License-Identifier: MIT
#include "support/read_count.h"

#include "os/descriptor.h"

#include <fcntl.h>

#include <array>
#include <cstdio>
#include <stdexcept>

namespace h5pulse::test {

namespace {

/// The counts, and what it took to read them: one call.
struct Look
{
    ReadCount counts;
    std::uint64_t bytes = 0;
};

Look look()
{
    const Descriptor file(::open("/proc/thread-self/io", O_RDONLY | O_CLOEXEC));
    std::array<char, 512> text{};
    const ssize_t size = ::read(file.get(), text.data(), text.size() - 1);
    unsigned long long bytes = 0;
    unsigned long long written = 0;
    unsigned long long calls = 0;
    if (size <= 0 ||
        std::sscanf(text.data(), "rchar: %llu wchar: %llu syscr: %llu", &bytes, &written, &calls) != 3) {
        throw std::runtime_error("the kernel does not count what a thread reads (/proc/thread-self/io)");
    }
    return {{calls, bytes}, static_cast<std::uint64_t>(size)};
}

} // namespace

ReadCount readsOf(const std::function<void()>& action)
{
    const Look before = look();
    action();
    const Look after = look();
    return {after.counts.calls - before.counts.calls - 1,
            after.counts.bytes - before.counts.bytes - before.bytes};
}

} // namespace h5pulse::test
