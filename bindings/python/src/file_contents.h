// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace h5pulse::python {

/// Names in the root group of an HDF5 file: groups, datasets and attributes. Throws Error if the file cannot
/// be opened, and MissingError if it does not exist.
std::vector<std::string> contentsOf(const std::filesystem::path& path);

} // namespace h5pulse::python
