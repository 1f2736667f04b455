// SPDX-License-Identifier: MIT
// The sources of a reduction's steps, and the starts of its bins.
#include "reduction/component_boxes.h"
#include "reduction/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace h5pulse::test {

namespace {

/// Overview levels of 8-byte numbers for a run with this many steps.
OverviewLevels levelsOf(const OverviewTable& table, std::size_t steps)
{
    OverviewLevels levels;
    for (std::size_t level = 0; level < kOverviewLevels; ++level) {
        levels.blockSteps[level] = table.blockSteps(level);
        levels.blocks[level] = table.blocks(level, steps);
    }
    return levels;
}

TEST(ReductionPlan, CoversEachStepOnceWithWholeBlocksInOneBin)
{
    std::mt19937_64 random(11);
    for (int i = 0; i < 3000; ++i) {
        const OverviewTable table{.numberBytes = std::size_t{1} << random() % 4,
                                  .columns = 1,
                                  .chunkBlocks = std::size_t{1} << random() % 11};
        const std::size_t steps = 1 + random() % (random() % 2 ? 200'000'000 : 50'000);
        const OverviewLevels levels = levelsOf(table, steps);
        const std::size_t first = random() % steps;
        const std::size_t count = 1 + random() % (steps - first);
        const std::size_t bins = 1 + random() % 3000;
        const ReductionPlan plan = planReduction(levels, first, count, bins, 8);
        std::size_t at = first;
        for (const ReductionPiece& piece : plan.pieces) {
            ASSERT_EQ(piece.first, at);
            ASSERT_GT(piece.end, at);
            at = piece.end;
            if (piece.level) {
                const std::size_t block = levels.blockSteps[*piece.level];
                ASSERT_EQ(piece.first % block, 0U);
                ASSERT_EQ(piece.end % block, 0U);
                ASSERT_LE(piece.end / block, levels.blocks[*piece.level]);
                ASSERT_EQ((plan.grid.width) % block, 0U);
                ASSERT_EQ(plan.grid.origin % block, 0U);
            }
        }
        ASSERT_EQ(at, first + count);
        ASSERT_LE(plan.grid.bins(), bins);
        ASSERT_GE(plan.grid.bins(), std::min(count, (bins + 2) / 3)) << count << ' ' << bins;
        ASSERT_EQ(plan.grid.edges().size(), plan.grid.bins() + 1);
    }
}

TEST(ReductionPlan, NeedsAtMostAFewBlocksABin)
{
    const OverviewTable table{.numberBytes = 8, .columns = 1, .chunkBlocks = 64};
    for (std::size_t steps = 1'000'000; steps < 1'000'000'000; steps += steps / 3) {
        const OverviewLevels levels = levelsOf(table, steps);
        const ReductionPlan plan = planReduction(levels, 0, steps, 2000, 8);
        std::size_t blocks = 0;
        std::size_t rows = 0;
        for (const ReductionPiece& piece : plan.pieces) {
            (piece.level ? blocks : rows) +=
                (piece.end - piece.first) / (piece.level ? levels.blockSteps[*piece.level] : 1);
        }
        EXPECT_LE(blocks, 2000U * 5 + kOverviewLevels * 8 * 64) << steps;
        EXPECT_LT(rows, 64U * 64) << steps;
    }
}

TEST(ReductionPlan, BinsStayWhereTheyAreWhenTheWindowMoves)
{
    const OverviewTable table{.numberBytes = 8, .columns = 1, .chunkBlocks = 64};
    const OverviewLevels levels = levelsOf(table, 100'000'000);
    const auto here = planReduction(levels, 1'234'567, 90'000'000, 1000, 8).grid.edges();
    const auto there = planReduction(levels, 2'234'567, 90'000'000, 1000, 8).grid.edges();
    EXPECT_EQ(here[100] % (here[2] - here[1]), 0U);
    EXPECT_TRUE(std::ranges::binary_search(there, here[100]));
}

TEST(ReductionPlan, TakesFewerBinsWhereRowsAreTooManyBytes)
{
    const OverviewTable table{.numberBytes = 8, .columns = 500, .chunkBlocks = 64};
    const OverviewLevels levels = levelsOf(table, 1'000'000);
    EXPECT_FALSE(planReduction(levels, 0, 30'000, 2000, 4000).pieces.front().level);
    const ReductionPlan wide = planReduction(levels, 0, 60'000, 2000, 4000);
    EXPECT_EQ(wide.pieces.front(), (ReductionPiece{.level = 0, .first = 0, .end = 59'968}));
    EXPECT_EQ(wide.grid.bins(), 938U);
    EXPECT_FALSE(planReduction({}, 0, 60'000, 2000, 4000).pieces.front().level);
}

TEST(ComponentBoxes, AreTheirComponents)
{
    std::mt19937_64 random(12);
    for (int i = 0; i < 1000; ++i) {
        std::vector<std::size_t> shape(random() % 4);
        std::size_t all = 1;
        for (std::size_t& size : shape) {
            size = 1 + random() % 5;
            all *= size;
        }
        const std::size_t first = random() % all;
        const std::size_t count = random() % (all - first + 1);
        std::size_t at = first;
        const auto boxes = componentBoxes(shape, first, count);
        ASSERT_LE(boxes.size(), shape.empty() ? 1 : 2 * shape.size() - 1);
        for (const ComponentBox& box : boxes) {
            // Row-major, elements of the box are one after the other.
            ASSERT_EQ(box.first, at);
            std::size_t product = 1;
            std::size_t begin = 0;
            std::size_t last = 0;
            for (std::size_t d = 0; d < shape.size(); ++d) {
                ASSERT_LE(box.start[d] + box.count[d], shape[d]);
                product *= box.count[d];
                begin = begin * shape[d] + box.start[d];
                last = last * shape[d] + box.start[d] + box.count[d] - 1;
            }
            ASSERT_EQ(begin, at);
            ASSERT_EQ(product, box.components);
            ASSERT_EQ(last, at + product - 1);
            at += product;
        }
        ASSERT_EQ(at, first + count);
    }
}

} // namespace

} // namespace h5pulse::test
