// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>

#include <cstddef>

namespace h5pulse::faults {

/// How many bins of views of the whole run, of each field that has an overview, are not what was written: all
/// of its steps, and of its components the first few and the last.
std::size_t wrongViews(Reader& reader);

} // namespace h5pulse::faults
