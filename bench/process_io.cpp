// SPDX-License-Identifier: MIT
#include "process_io.h"

#include <fstream>
#include <string>

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

std::uint64_t peakMemory()
{
    return lookUp("/proc/self/status", "VmHWM:") * 1024;
}

void resetPeakMemory()
{
    std::ofstream("/proc/self/clear_refs") << 5;
}

} // namespace bench
