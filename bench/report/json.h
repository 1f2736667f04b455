// SPDX-License-Identifier: MIT
#pragma once

#include "report/report.h"

#include <filesystem>

namespace bench {

/// Writes all figures of all rounds, in seconds and bytes, with the machine and options. Throws
/// std::runtime_error if the file cannot be written.
void saveJson(const std::filesystem::path& file, const Report& report);

/// Reads the suites of a file of saveJson(), without their targets. Throws std::runtime_error for any other
/// file.
std::vector<SuiteReport> loadJson(const std::filesystem::path& file);

} // namespace bench
