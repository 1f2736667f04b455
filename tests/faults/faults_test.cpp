// SPDX-License-Identifier: MIT
// The campaigns with small numbers; `./run faults` does them with large ones.
#include "campaigns.h"
#include "table.h"

#include <gtest/gtest.h>

namespace h5pulse::faults {

namespace {

constexpr std::uint64_t kSeed = 20;

void expectClean(const Counts& counts, std::size_t faults)
{
    EXPECT_TRUE(counts.clean()) << tableOf({counts});
    EXPECT_GE(counts.faults, faults) << tableOf({counts});
    EXPECT_GT(counts.rows, counts.faults) << tableOf({counts});
}

TEST(Faults, KillAtRandomMoments)
{
    Bench bench(kSeed);
    expectClean(killAtRandom(bench, 20), 20);
}

TEST(Faults, KillH5pysWriter)
{
    Bench bench(kSeed);
    expectClean(killOthers(bench, 4), 4);
}

TEST(Faults, KillInCreate)
{
    Bench bench(kSeed);
    expectClean(killInCreate(bench, 3), 20);
}

TEST(Faults, KillInRecover)
{
    Bench bench(kSeed);
    expectClean(killInRecover(bench, 1), 10);
}

TEST(Faults, KillInResume)
{
    Bench bench(kSeed);
    expectClean(killInResume(bench, 3), 20);
}

TEST(Faults, KillInReplace)
{
    Bench bench(kSeed);
    expectClean(killInReplace(bench, 3), 20);
}

TEST(Faults, KillInABlockOfAnIndex)
{
    Bench bench(kSeed);
    expectClean(killInIndex(bench, 4), 4);
}

TEST(Faults, FailingWrites)
{
    Bench bench(kSeed);
    expectClean(failWrites(bench, 9), 60);
}

class FullDisk : public testing::TestWithParam<DiskKind>
{
};

TEST_P(FullDisk, GetsRoomAgain)
{
    Bench bench(kSeed);
    const Counts counts = fillDisk(bench, GetParam());
    if (!counts.skipped.empty()) {
        GTEST_SKIP() << counts.skipped;
    }
    expectClean(counts, 9);
}

INSTANTIATE_TEST_SUITE_P(Faults, FullDisk, testing::Values(DiskKind::Tmpfs, DiskKind::Ext4),
                         [](const auto& param) { return param.param == DiskKind::Tmpfs ? "tmpfs" : "ext4"; });

TEST(Faults, LimitOfFileSizes)
{
    Bench bench(kSeed);
    expectClean(limitFileSize(bench), 20);
}

TEST(Faults, PowerLossInOrder)
{
    Bench bench(kSeed);
    expectClean(losePowerInOrder(bench, 19), 60);
}

TEST(Faults, PowerLossReordered)
{
    Bench bench(kSeed);
    expectClean(losePowerReordered(bench, 17), 90);
}

TEST(Faults, OrdinaryLife)
{
    Bench bench(kSeed);
    expectClean(liveOn(bench, 25), 25);
}

TEST(Faults, SixteenReaders)
{
    Bench bench(kSeed);
    expectClean(manyReaders(bench, 1), 4);
}

TEST(Faults, Soak)
{
    Bench bench(kSeed);
    expectClean(soak(bench, std::chrono::seconds(4)), 3);
}

} // namespace

} // namespace h5pulse::faults
