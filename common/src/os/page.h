// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace h5pulse {

/// If a process is killed during a write, each page of the page cache has either all of it or nothing; a
/// write to several pages may be cut between them. This is the smallest page size of Linux, so larger
/// pages behave the same.
inline constexpr std::size_t kPage = 4096;

} // namespace h5pulse
