// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <random>
#include <span>

namespace h5pulse::fuzz {

/// Changes a few bytes of an HDF5 file image, most of them in its metadata, to values that hurt: limits, and
/// addresses of other blocks.
void mutate(std::span<std::uint8_t> file, std::mt19937& random);

} // namespace h5pulse::fuzz
