// SPDX-License-Identifier: MIT
#pragma once

#include "format/value_summary.h"

#include <cstddef>
#include <span>

namespace h5pulse {

/// Writes the records of a level's block, of which the summaries are complete.
/// @param to  one record for each column
void encodeBlock(std::span<const ValueSummary> columns, std::size_t level, std::size_t blockSteps,
                 std::byte* to) noexcept;

/// Adds the records of a level's block to the summaries of the next.
void addBlock(std::span<ValueSummary> columns, std::size_t level, std::size_t blockSteps,
              const std::byte* from) noexcept;

/// Size of a record of the level.
std::size_t recordBytes(std::size_t level) noexcept;

} // namespace h5pulse
