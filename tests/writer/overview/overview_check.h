// SPDX-License-Identifier: MIT
#pragma once

#include "overview/overview_builder.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <vector>

namespace h5pulse::test {

/// Noise with single spikes, some blocks without any finite value, and some single values that are not
/// finite.
double noise(std::size_t column, std::size_t step);
/// Time of a step.
double timeAt(std::size_t step);

/// The written real number in a column of a table at a step.
using Truth = std::function<double(std::size_t table, std::size_t column, std::size_t step)>;

/// Compares records of a level's blocks with the values that they summarise. The columns of a block are side
/// by side.
void expectBlocks(const OverviewLayout& layout, std::size_t table, std::size_t level, std::size_t firstBlock,
                  std::span<const std::byte> records, const Truth& truth);

/// Compares all blocks of a closed file that are valid for this number of steps. None may be missing.
void expectOverview(const std::filesystem::path& path, const OverviewLayout& layout, std::size_t steps,
                    const Truth& truth);

} // namespace h5pulse::test
