// SPDX-License-Identifier: MIT
#pragma once

#include "process.h"

#include <string>
#include <string_view>
#include <vector>

/// Python scripts of this folder, which use h5py. They stand for other programs.
namespace h5pulse::test {

/// The command that runs a script with these arguments.
std::vector<std::string> script(std::string_view name, std::vector<std::string> arguments);

/// Runs a script to its end, and returns its output. If it fails, throws std::runtime_error with the output.
std::string runScript(std::string_view name, std::vector<std::string> arguments);

/// Runs lines of Python with h5py, numpy (as np) and `path`. Returns their output.
std::string runPython(const std::string& path, std::string_view lines);

} // namespace h5pulse::test
