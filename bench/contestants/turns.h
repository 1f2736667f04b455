// SPDX-License-Identifier: MIT
#pragma once

#include "contestants/results.h"
#include "scratch_folder.h"

namespace bench {

/// How often each contestant runs in a round, one run directly after the other.
struct Passes
{
    /// Without a first run, contestants pay for memory that the page cache gets for the first time, which on
    /// virtual machines costs more than recording.
    bool warmUp = true;
    bool eachStep = true; ///< a run more, in which each step is timed
};

/// Lets the contestants record a workload in turns, so many rounds, and verifies each of their files. Throws
/// std::runtime_error where one is wrong. Files are removed and the file system is synchronised in between.
Results runInTurns(std::vector<Entry>& entries, const Workload& workload, std::size_t rounds, Passes passes,
                   const ScratchFolder& folder);

} // namespace bench
