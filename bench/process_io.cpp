// SPDX-License-Identifier: MIT
#include "process_io.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace bench {
namespace {

std::uint64_t lookUp(const char* file, const std::string& key)
{
    std::ifstream in(file);
    std::string name;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with(key)) {
            return std::stoull(line.substr(key.size()));
        }
    }
    return 0;
}

} // namespace

WrittenBytes writtenBytes()
{
    return {lookUp("/proc/self/io", "wchar: "), lookUp("/proc/self/io", "write_bytes: ")};
}

WrittenBytes operator-(const WrittenBytes& after, const WrittenBytes& before)
{
    return {after.given - before.given, after.dirtied - before.dirtied};
}

ReadCalls readCalls()
{
    const int file = ::open("/proc/thread-self/io", O_RDONLY | O_CLOEXEC);
    std::array<char, 512> text{};
    const ssize_t size = ::read(file, text.data(), text.size() - 1);
    ::close(file);
    unsigned long long bytes = 0;
    unsigned long long written = 0;
    unsigned long long calls = 0;
    std::sscanf(text.data(), "rchar: %llu wchar: %llu syscr: %llu", &bytes, &written, &calls);
    return {calls, bytes, size > 0 ? static_cast<std::uint64_t>(size) : 0};
}

ReadCalls operator-(const ReadCalls& after, const ReadCalls& before)
{
    return {after.calls - before.calls - 1, after.bytes - before.bytes - before.own};
}

std::uint64_t peakMemory()
{
    return lookUp("/proc/self/status", "VmHWM:") * 1024;
}

void resetPeakMemory()
{
    std::ofstream("/proc/self/clear_refs") << 5;
}

} // namespace bench
