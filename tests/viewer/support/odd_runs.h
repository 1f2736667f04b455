// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

namespace h5pulse::viewer::test {

/// A file with unusual or bad data.
struct OddRun
{
    const char* name; ///< a word, for the names of tests
    std::function<void(const std::filesystem::path&)> write;
    int fields = 3; ///< most fields that the test shows
};

const std::vector<OddRun>& oddRuns();

} // namespace h5pulse::viewer::test
