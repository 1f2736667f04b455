// SPDX-License-Identifier: MIT
#include "machine.h"

#include <h5pulse/version.h>

#include <hdf5.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <sched.h>
#include <sys/utsname.h>

namespace bench {
namespace {

/// The rest of the first line of a file that starts with `key`, after a separator.
std::string lookUp(const char* file, const std::string& key, char separator)
{
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with(key)) {
            auto value = line.substr(std::min(line.size(), line.find(separator) + 1));
            const auto first = value.find_first_not_of(" \"");
            const auto last = value.find_last_not_of(" \"");
            return first == std::string::npos ? "" : value.substr(first, last - first + 1);
        }
    }
    return "";
}

/// Type of the mounted file system with the longest path above `dir`; "unknown" inside a changed root.
std::string filesystemOf(const std::filesystem::path& dir)
{
    const std::string path = std::filesystem::canonical(dir).string() + "/";
    std::ifstream mounts("/proc/self/mounts");
    std::string best = "unknown";
    std::size_t longest = 0;
    for (std::string line; std::getline(mounts, line);) {
        std::istringstream words(line);
        std::string device, point, type;
        words >> device >> point >> type;
        const std::string above = point == "/" ? "/" : point + "/";
        if (path.starts_with(above) && above.size() >= longest) {
            longest = above.size();
            best = type;
        }
    }
    return best;
}

unsigned usableCores()
{
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? static_cast<unsigned>(CPU_COUNT(&set)) : 0;
}

std::string compilerName()
{
#if defined(__clang__)
    return "clang " __clang_version__;
#else
    return "gcc " __VERSION__;
#endif
}

} // namespace

double systemLoad()
{
    double load = 0.0;
    return getloadavg(&load, 1) == 1 ? load : 0.0;
}

Machine describeMachine(const std::filesystem::path& dir)
{
    Machine machine;
    machine.processor = lookUp("/proc/cpuinfo", "model name", ':');
    machine.cores = usableCores();
    if (utsname names{}; uname(&names) == 0) {
        machine.kernel = std::string(names.sysname) + " " + names.release;
    }
    machine.system = lookUp("/etc/os-release", "PRETTY_NAME", '=');
    machine.filesystem = filesystemOf(dir);
    machine.inMemory = machine.filesystem == "tmpfs" || machine.filesystem == "ramfs";
    unsigned major = 0, minor = 0, release = 0;
    H5get_libversion(&major, &minor, &release);
    machine.hdf5 = std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(release);
    machine.compiler = compilerName();
    machine.build = H5PULSE_BENCH_BUILD;
    machine.h5pulse = H5PULSE_VERSION;
    return machine;
}

} // namespace bench
