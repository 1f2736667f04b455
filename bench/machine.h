// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

namespace bench {

/// Properties of the machine that figures depend on. Unknown ones are empty.
struct Machine
{
    std::string processor;
    unsigned cores = 0;     ///< cores that this process may use
    std::string kernel;     ///< "Linux 6.1.0-13-amd64"
    std::string system;     ///< "Debian GNU/Linux 12 (bookworm)"
    std::string filesystem; ///< file system of `dir`: "ext4", "tmpfs"
    bool inMemory = false;  ///< tmpfs or ramfs: no disk is involved
    std::string hdf5;       ///< version of the library
    std::string compiler;
    std::string build;   ///< build type
    std::string h5pulse; ///< version of h5pulse
};

/// @param dir  an existing folder
Machine describeMachine(const std::filesystem::path& dir);

/// Mean number of runnable processes in the last minute; 0: unknown. A quiet machine has about 0 before a
/// benchmark and 1 or 2 after it.
double systemLoad();

} // namespace bench
