// SPDX-License-Identifier: MIT
#pragma once

#include "format/overview.h"
#include "reduction/bin_grid.h"

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace h5pulse {

/// Levels of the overview of a field; all zero if it has none.
struct OverviewLevels
{
    std::array<std::size_t, kOverviewLevels> blockSteps{};
    std::array<std::size_t, kOverviewLevels> blocks{}; ///< number of blocks that can be read
};

/// Steps [first, end) that are read from one level, or from the rows.
struct ReductionPiece
{
    std::optional<std::size_t> level{};
    std::size_t first = 0;
    std::size_t end = 0;

    bool operator==(const ReductionPiece&) const = default;
};

struct ReductionPlan
{
    BinGrid grid{};
    std::vector<ReductionPiece> pieces{}; ///< in the order of steps; together they cover all steps
};

/// How to divide steps [first, first + count) into at most `bins` bins.
///
/// Uses the highest level whose blocks hold at most twice the steps that a bin must have; bins consist of
/// whole blocks of it. So there are at least half as many bins as allowed, and a bin has at most four
/// blocks of that level. Steps that this level does not cover (at the ends of the window and of the run)
/// are read from the lower levels, and finally from the rows.
///
/// @param rowBytes  number of bytes to read for one step without an overview
ReductionPlan planReduction(const OverviewLevels& levels, std::size_t first, std::size_t count,
                            std::size_t bins, std::size_t rowBytes);

} // namespace h5pulse
