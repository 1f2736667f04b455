// SPDX-License-Identifier: MIT
#pragma once

#include "overview/overview_builder.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <vector>

namespace h5pulse::test {

/// Noise with single spikes, whole blocks without a finite value, and now and then one that is not.
double noise(std::size_t column, std::size_t step);
/// Time of a step.
double timeAt(std::size_t step);

/// The real number in a column of a table at a step: what was written.
using Truth = std::function<double(std::size_t table, std::size_t column, std::size_t step)>;

/// Compares records of a level's blocks, a block's columns side by side, with the values they stand for.
void expectBlocks(const OverviewLayout& layout, std::size_t table, std::size_t level, std::size_t firstBlock,
                  std::span<const std::byte> records, const Truth& truth);

/// Compares all blocks of a closed file that count with so many steps; there must be all of them.
void expectOverview(const std::filesystem::path& path, const OverviewLayout& layout, std::size_t steps,
                    const Truth& truth);

} // namespace h5pulse::test
