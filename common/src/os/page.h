// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace h5pulse {

/// A write into one page of the page cache is done or not when its process is killed; one into several may be
/// cut between them. Linux's smallest page, so that it holds for the larger ones too.
inline constexpr std::size_t kPage = 4096;

} // namespace h5pulse
