// SPDX-License-Identifier: MIT
#pragma once

#include "format/value_summary.h"

#include <cstddef>
#include <span>

namespace h5pulse {

/// Encodes the records of one block of the level from complete summaries.
/// @param to  memory for one record per column
void encodeBlock(std::span<const ValueSummary> columns, std::size_t level, std::size_t blockSteps,
                 std::byte* to) noexcept;

/// Adds the records of one block of the level to the summaries of the next level.
void addBlock(std::span<ValueSummary> columns, std::size_t level, std::size_t blockSteps,
              const std::byte* from) noexcept;

/// Size of a record of the level, in bytes.
std::size_t recordBytes(std::size_t level) noexcept;

} // namespace h5pulse
