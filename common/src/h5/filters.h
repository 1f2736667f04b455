// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/compression.h>

#include <hdf5.h>

#include <cstddef>

namespace h5pulse::h5 {

/// HDF5's number of the filter; not of Filter::None.
H5Z_filter_t filterNumber(Filter filter) noexcept;

/// Adds the filters to a list for creating datasets of elements of this size; negative on failure.
herr_t addFilters(hid_t creationList, const Compression& compression, std::size_t elementBytes);

} // namespace h5pulse::h5
