// SPDX-License-Identifier: MIT
#include "reduction/plan.h"

#include <algorithm>

namespace h5pulse {

namespace {

// If there is an overview, reading more rows than this takes too long: fewer bins are better.
constexpr std::size_t kMaxRowBytes = std::size_t{128} << 20;

// With this many bins, one more or less does not matter. Bins begin at multiples of their width, so that
// they stay at the same steps when the window moves.
constexpr std::size_t kManyBins = 8;

std::size_t ceilDivide(std::size_t a, std::size_t b)
{
    return a / b + (a % b != 0 ? 1 : 0);
}

std::optional<std::size_t> chooseLevel(const OverviewLevels& levels, std::size_t count, std::size_t bins,
                                       std::size_t rowBytes)
{
    const std::size_t binSteps = ceilDivide(count, bins);
    std::optional<std::size_t> chosen;
    for (std::size_t level = 0; level < kOverviewLevels; ++level) {
        if (levels.blocks[level] > 0 && levels.blockSteps[level] / 2 <= binSteps && binSteps > 1) {
            chosen = level;
        }
    }
    if (!chosen && levels.blocks[0] > 0 && count > kMaxRowBytes / rowBytes) {
        chosen = 0;
    }
    return chosen;
}

BinGrid chooseGrid(std::size_t block, std::size_t first, std::size_t count, std::size_t bins)
{
    BinGrid grid{.first = first, .end = first + count};
    if (block == 1 && count <= bins) {
        grid.origin = first;
    } else if (bins >= kManyBins) {
        grid.width = ceilDivide(ceilDivide(count, bins - 1), block) * block;
        grid.origin = first / grid.width * grid.width;
    } else {
        grid.origin = first / block * block;
        grid.width = ceilDivide(ceilDivide(grid.end - grid.origin, bins), block) * block;
    }
    return grid;
}

/// Adds the pieces of [first, end), from the level `below - 1` or lower ones.
void compose(const OverviewLevels& levels, std::size_t below, std::size_t first, std::size_t end,
             std::vector<ReductionPiece>& pieces)
{
    if (first >= end) {
        return;
    }
    if (below == 0) {
        pieces.push_back({.level = std::nullopt, .first = first, .end = end});
        return;
    }
    const std::size_t level = below - 1;
    const std::size_t steps = levels.blockSteps[level];
    const std::size_t blocks = levels.blocks[level];
    const std::size_t firstBlock = blocks > 0 ? ceilDivide(first, steps) : 0;
    const std::size_t endBlock = blocks > 0 ? std::min(end / steps, blocks) : 0;
    if (firstBlock >= endBlock) {
        compose(levels, level, first, end, pieces);
        return;
    }
    compose(levels, level, first, firstBlock * steps, pieces);
    pieces.push_back({.level = level, .first = firstBlock * steps, .end = endBlock * steps});
    compose(levels, level, endBlock * steps, end, pieces);
}

} // namespace

ReductionPlan planReduction(const OverviewLevels& levels, std::size_t first, std::size_t count,
                            std::size_t bins, std::size_t rowBytes)
{
    ReductionPlan plan;
    if (count == 0 || bins == 0) {
        return plan;
    }
    const auto level = chooseLevel(levels, count, bins, std::max<std::size_t>(rowBytes, 1));
    plan.grid = chooseGrid(level ? levels.blockSteps[*level] : 1, first, count, bins);
    compose(levels, level ? *level + 1 : 0, first, first + count, plan.pieces);
    return plan;
}

} // namespace h5pulse
