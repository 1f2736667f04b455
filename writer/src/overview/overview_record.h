// SPDX-License-Identifier: MIT
#pragma once

#include "overview/column_sums.h"

#include <cstddef>

namespace h5pulse {

/// Writes the records of a level's block, of which the sums are complete.
/// @param to  one record for each column
void encodeBlock(const ColumnSums& sums, std::size_t level, std::size_t blockSteps, std::byte* to) noexcept;

/// Adds the records of a level's block to the sums of the next.
void addBlock(ColumnSums& sums, std::size_t level, std::size_t blockSteps, const std::byte* from) noexcept;

/// Size of a record of the level.
std::size_t recordBytes(std::size_t level) noexcept;

} // namespace h5pulse
