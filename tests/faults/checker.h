// SPDX-License-Identifier: MIT
#pragma once

#include "process.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace h5pulse::faults {

/// What plain h5py finds in a file (check_runs.py).
struct Found
{
    std::size_t steps = 0;
    std::size_t wrong = 0;   ///< rows that are not what was written
    std::int64_t salt = 0;   ///< which run it is
    std::size_t longest = 0; ///< rows of its longest field
    std::string refused{};   ///< why h5py cannot read it; empty: it can
};

/// h5py in a process of its own, started once.
class Checker
{
public:
    Checker();

    /// Opens the file plainly and compares every row.
    Found check(const std::filesystem::path& path);
    /// Looks at the lengths in a file whose writer died.
    Found peek(const std::filesystem::path& path);
    /// Compares the first `steps` steps of a run of h5py's own SWMR writer.
    Found theirs(const std::filesystem::path& path, std::size_t steps);

private:
    Found ask(const std::string& line);

    test::Process m_process;
};

} // namespace h5pulse::faults
