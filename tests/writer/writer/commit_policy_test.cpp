// SPDX-License-Identifier: MIT
// The moment at which steps become visible to a Reader.
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace h5pulse::test {
namespace {

using namespace std::chrono_literals;

class CommitPolicy : public testing::TestWithParam<bool>
{
protected:
    WriterOptions options() const { return {.commitInterval = {}, .background = GetParam()}; }

    Writer writer(const WriterOptions& options) const
    {
        return Writer(m_path, {.fields = {{.name = "n"}}}, options);
    }

    /// Whether readers see this many steps before the deadline, and the writer counts them soon after.
    bool becomesVisible(const Writer& run, std::size_t steps) const
    {
        Reader reader(m_path);
        const auto deadline = std::chrono::steady_clock::now() + 10s;
        while ((reader.steps() < steps || run.committedSteps() < steps) &&
               std::chrono::steady_clock::now() < deadline) {
            reader.refresh();
        }
        return reader.steps() == steps && run.committedSteps() == steps;
    }

    std::size_t visibleNow() const { return Reader(m_path).steps(); }

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
};

INSTANTIATE_TEST_SUITE_P(Threads, CommitPolicy, testing::Bool(),
                         [](const auto& param) { return param.param ? "background" : "foreground"; });

TEST_P(CommitPolicy, bySteps)
{
    auto wanted = options();
    wanted.commitSteps = 10;
    Writer run = writer(wanted);
    for (int i = 0; i < 9; ++i) {
        run.append(i, 0.0);
    }
    EXPECT_EQ(run.committedSteps(), 0U);
    run.append(9, 0.0);
    EXPECT_TRUE(becomesVisible(run, 10));
    for (int i = 10; i < 20; ++i) {
        EXPECT_EQ(run.committedSteps(), 10U);
        run.append(i, 0.0);
    }
    EXPECT_TRUE(becomesVisible(run, 20));
}

TEST_P(CommitPolicy, bySimulatedTime)
{
    auto wanted = options();
    wanted.commitTime = 1.0;
    Writer run = writer(wanted);
    for (const double t : {5.0, 5.4, 5.8}) {
        run.append(t, 0.0);
    }
    EXPECT_EQ(run.committedSteps(), 0U);
    run.append(6.1, 0.0);
    EXPECT_TRUE(becomesVisible(run, 4));
    run.append(7.0, 0.0); // 0.9 after the time of the last commit
    EXPECT_EQ(run.committedSteps(), 4U);
    run.append(2.0, 0.0); // the time goes back, and the interval starts here
    run.append(2.9, 0.0);
    EXPECT_EQ(run.committedSteps(), 4U);
    run.append(3.0, 0.0);
    EXPECT_TRUE(becomesVisible(run, 8));
}

TEST_P(CommitPolicy, byHand)
{
    Writer run = writer(options());
    run.commit(); // no steps to commit
    for (int i = 0; i < 3; ++i) {
        run.append(i, 0.0);
        EXPECT_EQ(visibleNow(), static_cast<std::size_t>(i));
        run.commit();
        EXPECT_EQ(run.committedSteps(), static_cast<std::size_t>(i) + 1);
        EXPECT_EQ(visibleNow(), static_cast<std::size_t>(i) + 1);
    }
}

TEST_P(CommitPolicy, byAFullBuffer)
{
    auto wanted = options();
    wanted.bufferBytes = 4 * 32 * 8; // batches of 32 steps
    Writer run = writer(wanted);
    for (int i = 0; i < 31; ++i) {
        run.append(i, 0.0);
    }
    EXPECT_EQ(run.committedSteps(), 0U);
    run.append(31, 0.0);
    EXPECT_TRUE(becomesVisible(run, 32));
}

TEST_P(CommitPolicy, byWallTime)
{
    auto wanted = options();
    wanted.commitInterval = 50ms;
    Writer run = writer(wanted);
    const auto start = std::chrono::steady_clock::now();
    std::size_t steps = 0;
    while (run.committedSteps() == 0 && std::chrono::steady_clock::now() - start < 10s) {
        run.append(static_cast<double>(steps++), 0.0);
    }
    EXPECT_GT(run.committedSteps(), 0U);
    // The thread of the clock may wake up early and commit the first step. Later steps wait for the interval.
    EXPECT_LE(run.committedSteps(), steps);
}

/// The simulation appends a step and then computes for a long time. The step becomes visible anyway.
TEST(CommitPolicyBackground, byWallTimeInsideALongStep)
{
    const TemporaryFolder folder;
    const auto path = folder / "run.h5";
    Writer run(path, {.fields = {{.name = "n"}}}, {.commitInterval = 20ms});
    for (std::size_t step = 1; step <= 3; ++step) {
        run.append(0.0, 0.0);
        const auto deadline = std::chrono::steady_clock::now() + 10s;
        while (run.committedSteps() < step && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::yield(); // calls only committedSteps() of the writer
        }
        EXPECT_EQ(run.committedSteps(), step);
        EXPECT_EQ(Reader(path).steps(), step);
    }
}

/// An interval of an hour must delay neither an explicit commit nor the end.
TEST(CommitPolicyBackground, aLongIntervalDelaysNeitherCommitNorClose)
{
    const TemporaryFolder folder;
    const auto path = folder / "run.h5";
    const auto start = std::chrono::steady_clock::now();
    Writer run(path, {.fields = {{.name = "n"}}}, {.commitInterval = 1h});
    run.append(0.0, 0.0);
    run.commit();
    EXPECT_EQ(Reader(path).steps(), 1U);
    run.append(1.0, 0.0);
    run.close();
    EXPECT_EQ(Reader(path).steps(), 2U);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 30s);
}

} // namespace
} // namespace h5pulse::test
