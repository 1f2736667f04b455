// SPDX-License-Identifier: MIT
#pragma once

#include "format/overview.h"
#include "reduction/bin_grid.h"

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace h5pulse {

/// What the overview has of a field; all zero where it has none.
struct OverviewLevels
{
    std::array<std::size_t, kOverviewLevels> blockSteps{};
    std::array<std::size_t, kOverviewLevels> blocks{}; ///< that can be read
};

/// Steps [first, end) that are read from one level, or row by row.
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
    std::vector<ReductionPiece> pieces{}; ///< in the order of steps; together all of them
};

/// How to divide steps [first, first + count) into at most `bins` bins.
///
/// The level is the highest whose blocks hold no more than twice the steps that a bin must have; bins are
/// whole blocks of it. So there are at least half as many bins as there could be, and of blocks of that level
/// at most four in each. What it does not have (at the ends of the window and of the run) comes from the
/// levels below, and last from the rows.
///
/// @param rowBytes  what has to be read for one step without an overview
ReductionPlan planReduction(const OverviewLevels& levels, std::size_t first, std::size_t count,
                            std::size_t bins, std::size_t rowBytes);

} // namespace h5pulse
