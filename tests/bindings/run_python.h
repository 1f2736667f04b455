// SPDX-License-Identifier: MIT
#pragma once

#include "process.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace h5pulse::test {

/// Runs some lines of Python on a file, in which h5py, numpy (np) and the open file `f` are known, and gives
/// what they print. A failing assert of theirs fails the test.
inline std::string runPython(const std::filesystem::path& path, std::string_view lines)
{
    const std::string code =
        "import sys, h5py, numpy as np\nf = h5py.File(sys.argv[1], 'r')\n" + std::string(lines);
    const ProcessResult result = run({H5PULSE_TEST_PYTHON, "-c", code, path.string()});
    EXPECT_EQ(result.status, 0) << result.err;
    return result.out;
}

} // namespace h5pulse::test
