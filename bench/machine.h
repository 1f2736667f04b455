// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

namespace bench {

/// What figures of a benchmark depend on. Unknown things are empty.
struct Machine
{
    std::string processor;
    unsigned cores = 0;     ///< that this process may use
    std::string kernel;     ///< "Linux 6.1.0-13-amd64"
    std::string system;     ///< "Debian GNU/Linux 12 (bookworm)"
    std::string filesystem; ///< type of the one that `dir` is on: "ext4", "tmpfs"
    bool inMemory = false;  ///< it is tmpfs or ramfs: no disk is concerned
    std::string hdf5;       ///< version of the library
    std::string compiler;
    std::string build;   ///< type of the build
    std::string h5pulse; ///< version of ours
};

/// @param dir  an existing folder
Machine describeMachine(const std::filesystem::path& dir);

/// Runnable processes, mean of the last minute; 0: unknown. A quiet machine has about 0 before a benchmark
/// and 1 or 2 after it.
double systemLoad();

} // namespace bench
