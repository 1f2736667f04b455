// SPDX-License-Identifier: MIT
#pragma once

#include "process.h"

#include <string>
#include <string_view>
#include <vector>

/// Other people's programs: Python scripts of this folder, which use h5py.
namespace h5pulse::test {

/// The command that runs a script with these arguments.
std::vector<std::string> script(std::string_view name, std::vector<std::string> arguments);

/// Runs a script to its end; throws std::runtime_error with what it said where it fails.
std::string runScript(std::string_view name, std::vector<std::string> arguments);

/// Runs some lines of Python, in which h5py, numpy (np) and `path` are known, and gives what they print.
std::string runPython(const std::string& path, std::string_view lines);

} // namespace h5pulse::test
