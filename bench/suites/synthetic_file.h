// SPDX-License-Identifier: MIT
#pragma once

#include "programs/synthetic_run.h"

#include <filesystem>
#include <string>

namespace bench {

/// A long run in a file, and the cost of writing it.
struct SyntheticFile
{
    std::string kind{}; ///< see SyntheticRun
    std::uint64_t steps = 0;
    std::filesystem::path path{};
    double memoryAtTenth = 0.0; ///< peak memory of the writer's process, in bytes
    double memoryAtEnd = 0.0;
    double seconds = 0.0;

    /// Command line of a program that takes such a file.
    std::vector<std::string> arguments(const std::string& program) const
    {
        return {program, kind, std::to_string(steps), path.string()};
    }
};

/// Writes the run in another process.
SyntheticFile buildRun(const std::string& kind, std::uint64_t steps, const std::filesystem::path& folder);

/// "1e8" for 100,000,000; numbers with more than one significant digit are printed in full.
std::string shortNumber(std::uint64_t number);

} // namespace bench
