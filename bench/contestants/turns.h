// SPDX-License-Identifier: MIT
#pragma once

#include "contestants/results.h"
#include "scratch_folder.h"

namespace bench {

/// Number of runs of each contestant in a round, directly after each other.
struct Passes
{
    /// Without a first run, contestants pay for memory that enters the page cache for the first time, which
    /// costs more than recording on virtual machines.
    bool warmUp = true;
    bool eachStep = true; ///< one more run that times each step
};

/// Lets the contestants record a workload in turns for this many rounds, and verifies each file. Throws
/// std::runtime_error if a file is wrong. Removes the files and synchronises the file system in between.
Results runInTurns(std::vector<Entry>& entries, const Workload& workload, std::size_t rounds, Passes passes,
                   const ScratchFolder& folder);

} // namespace bench
