// SPDX-License-Identifier: MIT
#pragma once

#include "report/report.h"

#include <filesystem>

namespace bench {

/// Writes all figures of all rounds, in seconds and bytes, with what they depend on. Throws
/// std::runtime_error where the file cannot be written.
void saveJson(const std::filesystem::path& file, const Report& report);

/// The suites of a file of saveJson(), without their targets. Throws std::runtime_error where it is none.
std::vector<SuiteReport> loadJson(const std::filesystem::path& file);

} // namespace bench
