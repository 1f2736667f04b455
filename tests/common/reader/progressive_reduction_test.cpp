// SPDX-License-Identifier: MIT
// A progressive reduction soon covers the whole run. In the end, it is equal to a loop over all values.
#include "support/overview_run.h"
#include "support/run_folder.h"

#include "reduction/block_order.h"

#include <h5pulse/progressive_reduction.h>

#include <numeric>
#include <random>

namespace h5pulse::test {

namespace {

using namespace std::chrono_literals;

class Progressive : public RunFolder
{
protected:
    static std::vector<TestField> fields()
    {
        return {{"y", {5}},
                {"x", {}, ElementType::Float32},
                {"z", {2, 2}, ElementType::Complex64},
                {"i", {3}, ElementType::Int16}};
    }

    void make(OverviewRunOptions options, std::size_t steps, const std::vector<TestField>& what = fields())
    {
        options.ours = false;
        m_run.emplace(m_path, what, options);
        m_run->append(steps);
    }

    /// Advances to the end, one block each time. The counts of steps must always agree.
    static void finish(ProgressiveReduction& progress, Reader& reader)
    {
        while (progress.wantsMore(reader)) {
            const std::size_t before = progress.seen();
            progress.advance(reader, 0ms);
            ASSERT_GT(progress.seen(), before);
        }
        ASSERT_EQ(progress.seen(), reader.steps());
        progress.advance(reader, 0ms);
        ASSERT_EQ(progress.seen(), reader.steps());
        ASSERT_TRUE(progress.result().seen.empty());
    }

    std::optional<OverviewRun> m_run;
};

struct Storage
{
    std::size_t chunkRows;
    std::size_t chunkComponents;
    bool compressed;
};

class ProgressiveStorage : public Progressive, public ::testing::WithParamInterface<Storage>
{
};

TEST_P(ProgressiveStorage, EndsWithWhatLookingAtEachValueGives)
{
    const auto [rows, components, compressed] = GetParam();
    const std::size_t steps = rows < 10 ? 10'123 : 60'123; // many chunks take long
    make({.chunkRows = rows, .chunkComponents = components, .compressed = compressed, .seed = rows}, steps);
    m_run->close();
    Reader reader(m_path);
    std::mt19937_64 random(rows);
    for (int field = -1; field < 4; ++field) {
        for (const std::size_t bins : {1U, 16U, 1000U, 100'000U}) {
            const std::string name = field < 0 ? "" : fields()[static_cast<std::size_t>(field)].name;
            const std::size_t first = random() % m_run->components(field);
            const std::size_t count = 1 + random() % (m_run->components(field) - first);
            const Part part = name == "z" ? Part::Imaginary : Part::Real;
            SCOPED_TRACE(name + " " + std::to_string(first) + "+" + std::to_string(count) + " bins " +
                         std::to_string(bins));
            ProgressiveReduction progress(name, first, count, part, bins);
            ASSERT_TRUE(progress.wantsMore(reader));
            ASSERT_EQ(progress.result().bins(), 0U);
            ASSERT_NO_FATAL_FAILURE(finish(progress, reader));
            ASSERT_NO_FATAL_FAILURE(
                expectRight(progress.result(), *m_run, field, 0, steps, bins, part, 1e-12));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Chunks, ProgressiveStorage,
                         ::testing::Values(Storage{1, 0, false}, Storage{7, 2, true}, Storage{100, 0, true},
                                           Storage{3000, 1, false}, Storage{70'000, 1, true},
                                           Storage{70'000, 0, false}));

TEST_F(Progressive, ShowsAllOfTheRunSoon)
{
    constexpr std::size_t steps = 100'000;
    make({.chunkRows = 1}, steps, {{"y", {5}}});
    m_run->close();
    Reader reader(m_path);
    ProgressiveReduction progress("y", 1, 2, Part::Real, 16);
    for (;;) {
        progress.advance(reader, 0ms);
        const Reduction found = progress.result();
        ASSERT_EQ(found.seen.size(), found.bins());
        ASSERT_EQ(std::accumulate(found.seen.begin(), found.seen.end(), std::size_t{0}), progress.seen());
        for (std::size_t bin = 0; bin < found.bins(); ++bin) {
            ASSERT_EQ(found.seen[bin] == 0, std::isnan(found.minimum[2 * bin]));
        }
        if (std::ranges::find(found.seen, 0U) == found.seen.end()) {
            break;
        }
    }
    EXPECT_LT(progress.seen(), steps / 4);
    finish(progress, reader);
}

TEST_F(Progressive, TakesAboutTheTimeItIsGiven)
{
    make({.chunkRows = 1}, 20'000, {{"y", {5}}});
    m_run->close();
    Reader reader(m_path);
    ProgressiveReduction one("y", 0, 1);
    one.advance(reader, 0ms);
    ProgressiveReduction all("y", 0, 1);
    all.advance(reader, 1min);
    EXPECT_LT(one.seen(), all.seen());
    EXPECT_EQ(all.seen(), 20'000U);
}

TEST_F(Progressive, ReadsManyLargeChunksInParts)
{
    // 200 components of 400 KB each. The limit for data that is decompressed at once is 8 MiB.
    constexpr std::size_t steps = 50'000;
    make({.chunkRows = steps, .chunkComponents = 1, .compressed = true, .constant = 2.5}, steps,
         {{"y", {200}}});
    m_run->close();
    Reader reader(m_path);
    ProgressiveReduction progress("y", 0, 200, Part::Real, 8);
    for (int part = 0; part < 9; ++part) {
        progress.advance(reader, 0ms);
        EXPECT_EQ(progress.seen(), 0U);
        EXPECT_TRUE(progress.wantsMore(reader));
    }
    progress.advance(reader, 0ms);
    EXPECT_EQ(progress.seen(), steps);
    const Reduction found = progress.result();
    ASSERT_EQ(found.minimum.size(), 200U * found.bins());
    EXPECT_THAT(found.minimum, ::testing::Each(2.5));
    EXPECT_THAT(found.maximum, ::testing::Each(2.5));
    EXPECT_THAT(found.mean, ::testing::Each(2.5));
}

TEST_F(Progressive, GoesOnAsTheRunGrows)
{
    constexpr std::size_t bins = 64;
    make({.chunkRows = 50}, 3);
    m_run->startSwmr();
    m_run->flush();
    Reader reader(m_path);
    std::vector<ProgressiveReduction> progress;
    for (int field = -1; field < 4; ++field) {
        progress.emplace_back(field < 0 ? "" : fields()[static_cast<std::size_t>(field)].name, 0, 1,
                              Part::Real, bins);
    }
    std::mt19937_64 random(5);
    for (int round = 0; round < 60; ++round) {
        // Some reductions reach the last step, others do not.
        for (std::size_t i = 0; i < progress.size(); ++i) {
            for (std::size_t calls = random() % 4; calls > 0; --calls) {
                progress[i].advance(reader, 0ms);
            }
            if (random() % 8 == 0) {
                ASSERT_NO_FATAL_FAILURE(finish(progress[i], reader));
                ASSERT_NO_FATAL_FAILURE(expectRight(progress[i].result(), *m_run, static_cast<int>(i) - 1, 0,
                                                    reader.steps(), bins, Part::Real, 1e-12));
            }
            ASSERT_LE(progress[i].result().bins(), bins);
        }
        m_run->append(1 + random() % (20U << round / 6));
        m_run->flush();
        ASSERT_EQ(reader.refresh(), Refresh::Grew);
    }
    for (std::size_t i = 0; i < progress.size(); ++i) {
        ASSERT_NO_FATAL_FAILURE(finish(progress[i], reader));
        ASSERT_NO_FATAL_FAILURE(expectRight(progress[i].result(), *m_run, static_cast<int>(i) - 1, 0,
                                            reader.steps(), bins, Part::Real, 1e-12));
    }
}

TEST_F(Progressive, KeepsWhatItHasWhenTheFileChanges)
{
    constexpr std::size_t steps = 40'000;
    make({.chunkRows = 1}, steps, {{"y", {5}}});
    m_run->close();
    Reader reader(m_path);
    ProgressiveReduction progress("y", 0, 5, Part::Real, 16);
    auto moment = std::filesystem::last_write_time(m_path);
    for (int i = 0; i < 5; ++i) {
        progress.advance(reader, 0ms);
        const std::size_t before = progress.seen();
        moment += 1s;
        std::filesystem::last_write_time(m_path, moment);
        ASSERT_THROW(progress.advance(reader, 0ms), ChangedError);
        EXPECT_EQ(progress.seen(), before);
        EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    }
    finish(progress, reader);
    expectRight(progress.result(), *m_run, 0, 0, steps, 16, Part::Real, 1e-12);
}

TEST_F(Progressive, RefusesWhatReaderRefuses)
{
    make({}, 100);
    m_run->close();
    Reader reader(m_path);
    const auto advance = [&](ProgressiveReduction progress) { progress.advance(reader, 0ms); };
    EXPECT_THROW(advance({"w", 0, 1}), std::invalid_argument);
    EXPECT_THROW(advance({"y", 4, 2}), std::out_of_range);
    EXPECT_THROW(advance({"y", 0, 1, Part::Imaginary}), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(ProgressiveReduction("w", 0, 1).wantsMore(reader)), std::invalid_argument);
    Reader small(m_path, {.maximumReadBytes = 10'000});
    EXPECT_THROW(ProgressiveReduction("y", 0, 5).advance(small, 0ms), Error);
    ProgressiveReduction none("y", 2, 0);
    none.advance(reader, 1s);
    EXPECT_EQ(none.result().minimum.size(), 0U);
}

TEST(BlockOrder, VisitsEachBlockOnceCoarseFirst)
{
    for (std::size_t blocks = 1; blocks < 300; ++blocks) {
        BlockOrder order;
        order.grow(blocks);
        std::vector<bool> visited(blocks);
        for (std::size_t i = 0; i < blocks; ++i) {
            const auto block = order.next();
            ASSERT_TRUE(block && !visited[*block]);
            visited[*block] = true;
            order.visited(*block);
            // After 2^k blocks no gap is longer than a few times the mean.
            if (std::has_single_bit(i + 1)) {
                const std::size_t gap = 2 * std::bit_ceil(blocks) / (i + 1);
                std::size_t run = 0;
                for (const bool seen : visited) {
                    run = seen ? 0 : run + 1;
                    ASSERT_LE(run, gap) << blocks << ' ' << i;
                }
            }
        }
        ASSERT_FALSE(order.next());
    }
}

TEST(BlockOrder, VisitsWhatIsNewAfterGrowth)
{
    std::mt19937_64 random(3);
    BlockOrder order;
    std::vector<bool> visited;
    for (int round = 0; round < 200; ++round) {
        visited.resize(visited.size() + random() % 10);
        order.grow(visited.size());
        for (std::size_t calls = random() % 8; calls > 0; --calls) {
            if (const auto block = order.next()) {
                ASSERT_FALSE(visited.at(*block));
                visited[*block] = true;
                order.visited(*block);
            }
        }
    }
    while (const auto block = order.next()) {
        ASSERT_FALSE(visited.at(*block));
        visited[*block] = true;
        order.visited(*block);
    }
    EXPECT_EQ(std::ranges::find(visited, false), visited.end());
}

} // namespace

} // namespace h5pulse::test
