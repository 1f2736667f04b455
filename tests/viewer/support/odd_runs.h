// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

namespace h5pulse::viewer::test {

/// A file that nobody would like to be given.
struct OddRun
{
    const char* name; ///< a word, for the names of tests
    std::function<void(const std::filesystem::path&)> write;
    int fields = 3; ///< of which views are looked at, at most
};

const std::vector<OddRun>& oddRuns();

} // namespace h5pulse::viewer::test
