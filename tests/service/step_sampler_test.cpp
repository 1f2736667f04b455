// SPDX-License-Identifier: MIT
#include "over_time/step_sampler.h"

#include <gtest/gtest.h>

#include <numeric>

namespace h5pulse::test {

namespace {

/// Takes all wanted steps, in order.
std::vector<std::uint64_t> readAll(StepSampler& sampler)
{
    std::vector<std::uint64_t> steps;
    while (const auto step = sampler.next()) {
        steps.push_back(*step);
        sampler.done();
    }
    return steps;
}

std::vector<std::uint64_t> sorted(std::vector<std::uint64_t> steps)
{
    std::ranges::sort(steps);
    return steps;
}

} // namespace

TEST(StepSampler, ReadsAllWhereTheyAreFew)
{
    StepSampler sampler(2048);
    sampler.setTarget(1000, {});
    const std::vector<std::uint64_t> steps = readAll(sampler);
    EXPECT_EQ(steps.front(), 999U) << "the latest first";
    std::vector<std::uint64_t> all(1000);
    std::iota(all.begin(), all.end(), 0);
    EXPECT_EQ(sorted(steps), all) << "each once";
    EXPECT_EQ(sampler.distance(), 1U);
    EXPECT_EQ(sampler.progress(), 1.0);
}

TEST(StepSampler, GoesFromCoarseToFine)
{
    StepSampler sampler(256);
    sampler.setTarget(100'000, {});
    EXPECT_EQ(sampler.distance(), 512U);
    const std::vector<std::uint64_t> steps = readAll(sampler);
    EXPECT_LE(steps.size(), 257U);
    EXPECT_GT(steps.size(), 128U);
    // The first steps are spread over the whole run.
    const std::vector<std::uint64_t> begin = sorted({steps.begin() + 1, steps.begin() + 50});
    for (std::size_t i = 1; i < begin.size(); ++i) {
        EXPECT_EQ(begin[i] - begin[i - 1], 2048U);
    }
    EXPECT_GT(begin.back(), 95'000U);
}

TEST(StepSampler, ReadsNoStepTwiceWhileTheRunGrowsAndKeepsFew)
{
    StepSampler sampler(100);
    std::set<std::uint64_t> read;
    for (std::uint64_t steps = 1; steps < 30'000; steps += 1 + steps / 50) {
        sampler.setTarget(steps, {});
        for (const std::uint64_t step : readAll(sampler)) {
            EXPECT_LT(step, steps);
            EXPECT_TRUE(read.insert(step).second) << step;
        }
        EXPECT_TRUE(read.contains(steps - 1));
        sampler.surplus();
        EXPECT_LE(sampler.read(), 400U + 100U);
    }
}

TEST(StepSampler, ReadsFinerWhereOneLooks)
{
    StepSampler sampler(100);
    sampler.setTarget(100'000, {});
    readAll(sampler);
    sampler.setTarget(100'000, StepRange{50'000, 50'060});
    EXPECT_EQ(sampler.windowDistance(), 1U);
    EXPECT_EQ(sampler.distance(), 1024U);
    std::vector<std::uint64_t> steps = sorted(readAll(sampler));
    EXPECT_GE(steps.size(), 59U);
    EXPECT_GE(steps.front(), 50'000U);
    EXPECT_LT(steps.back(), 50'060U);
    sampler.setTarget(100'000, {});
    EXPECT_FALSE(sampler.next()) << "all is there";
}

TEST(StepSampler, DropsWhatIsOfNoUseAndSaysSo)
{
    StepSampler sampler(16);
    for (std::uint64_t first = 0; first < 4000; first += 16) {
        sampler.setTarget(4000, StepRange{first, first + 16});
        readAll(sampler);
        const std::vector<std::uint64_t> dropped = sampler.surplus();
        for (const std::uint64_t step : dropped) {
            EXPECT_NE(step % sampler.distance(), 0U);
            EXPECT_FALSE(step >= first && step < first + 16);
        }
        EXPECT_LE(sampler.read(), 4U * 16U);
    }
}

} // namespace h5pulse::test
