// SPDX-License-Identifier: MIT
#pragma once

#include "programs/synthetic_run.h"

#include <filesystem>
#include <string>

namespace bench {

/// A long run in a file, and what writing it took.
struct SyntheticFile
{
    std::string kind{}; ///< of SyntheticRun
    std::uint64_t steps = 0;
    std::filesystem::path path{};
    double memoryAtTenth = 0.0; ///< the most that the writer's process had needed, in bytes
    double memoryAtEnd = 0.0;
    double seconds = 0.0;

    /// The command line of a program that takes such a file.
    std::vector<std::string> arguments(const std::string& program) const
    {
        return {program, kind, std::to_string(steps), path.string()};
    }
};

/// Lets a process of its own write it.
SyntheticFile buildRun(const std::string& kind, std::uint64_t steps, const std::filesystem::path& folder);

/// "1e8" for 100,000,000; other numbers in full where they have more digits than one.
std::string shortNumber(std::uint64_t number);

} // namespace bench
