// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace h5pulse::python {

/// Names of the groups and datasets in the root group of an HDF5 file, and of its attributes. Throws Error
/// where the file cannot be opened, MissingError where there is none.
std::vector<std::string> contentsOf(const std::filesystem::path& path);

} // namespace h5pulse::python
