// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/compression.h>

#include <hdf5.h>

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace h5pulse::h5 {

/// HDF5's number of the filter; not of Filter::None.
H5Z_filter_t filterNumber(Filter filter) noexcept;

/// Throws std::invalid_argument where the filter has no such level, Error ("`path` `tried`: ...") that names
/// the plugin where it is not installed.
void requireUsable(const Compression& compression, const std::filesystem::path& path, std::string_view tried);

/// Adds the filters to a list for creating datasets of elements of this size; negative on failure. A chunk
/// that would get larger is stored as it is.
herr_t addFilters(hid_t creationList, const Compression& compression, std::size_t elementBytes);

} // namespace h5pulse::h5
