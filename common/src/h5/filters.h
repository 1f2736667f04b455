// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/compression.h>

#include <hdf5.h>

#include <cstddef>
#include <filesystem>
#include <string_view>
#include <vector>

namespace h5pulse::h5 {

/// HDF5's number of the filter, which must not be Filter::None.
H5Z_filter_t filterNumber(Filter filter) noexcept;

/// Throws std::invalid_argument if the filter has no such level, and Error ("`path` `tried`: ...") with
/// the name of the plugin if it is not installed.
void requireUsable(const Compression& compression, const std::filesystem::path& path, std::string_view tried);

/// Adds the filters to a dataset creation list for elements of this size; negative on failure. A chunk
/// that would become larger is stored uncompressed.
herr_t addFilters(hid_t creationList, const Compression& compression, std::size_t elementBytes);

/// Folders in which HDF5 looks for plugins.
std::vector<std::filesystem::path> pluginFolders();

} // namespace h5pulse::h5
