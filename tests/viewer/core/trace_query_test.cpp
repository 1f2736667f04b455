// SPDX-License-Identifier: GPL-3.0-or-later
// Compares traces with their file. At any zoom, the curve must include all values.
#include "core/trace/trace_points.h"
#include "long_run.h"
#include "query/query_runner.h"
#include "run/describe.h"
#include "temporary_folder.h"

#include <h5pulse/service/trace.h>

#include <gtest/gtest.h>

#include <cmath>

namespace h5pulse::viewer::test {

using h5pulse::test::LongRun;

namespace {

using Axis = TraceWindow::Axis;
constexpr std::size_t kPixels = 700;
constexpr int kMaxTurns = 100'000;
constexpr std::size_t kMaxBins = 8000; // most bins of the whole run, and most bins of the window

class TracesOfFile : public testing::TestWithParam<LongRun::Kind>
{
protected:
    /// Starts a run and opens its reader.
    void begin(std::size_t steps, std::size_t chunk = 1000)
    {
        m_run.emplace(GetParam(), m_path, chunk);
        m_run->append(steps);
        m_reader.emplace(m_path);
        m_reader->refresh();
        ASSERT_EQ(m_reader->hasOverview("energy"), GetParam() == LongRun::Kind::Own);
        m_runner = startQuery(queryOf({}, kPixels), describe(*m_reader));
        setTarget();
    }

    static TraceQuery queryOf(const std::optional<TraceWindow>& window, std::size_t pixels)
    {
        return TraceQuery({{{"energy", 0, Part::Real}}, window, pixels});
    }

    void setTarget() { m_runner->setTarget(*m_reader, {.steps = m_reader->steps()}); }

    /// Changes the query, as the scheduler does.
    void look(const std::optional<TraceWindow>& window, std::size_t pixels = kPixels)
    {
        ASSERT_TRUE(m_runner->adopt(queryOf(window, pixels)));
        setTarget();
    }

    void append(std::size_t steps)
    {
        m_run->append(steps);
        m_reader->refresh();
        setTarget();
    }

    /// Runs turns of the query until nothing is left to do.
    int finish()
    {
        int turns = 0;
        while (m_runner->wantsMore() && turns < kMaxTurns) {
            m_runner->advance(*m_reader);
            take();
            ++turns;
        }
        EXPECT_LT(turns, kMaxTurns);
        return turns;
    }

    /// Runs one turn. False: nothing is new.
    bool take()
    {
        const auto set = std::dynamic_pointer_cast<const TraceSet>(m_runner->take());
        m_set = set ? set : m_set;
        return set != nullptr;
    }

    TracePtr trace() const
    {
        EXPECT_TRUE(m_set->timesAscend);
        EXPECT_EQ(m_set->traces.size(), 1U);
        return m_set->traces.front();
    }

    TraceWindow timesOf(const StepRange& steps) const
    {
        return {Axis::Time, m_run->times()[steps.first], m_run->times()[steps.end - 1]};
    }

    /// Each step is in one bin, with its value between the extremes of the bin. The extremes are exact,
    /// except for two bins beside the window.
    void expectTruth(const Trace& trace, const StepRange& visible) const
    {
        std::uint64_t next = 0;
        int shortened = 0;
        for (const TraceBin& bin : trace.bins) {
            ASSERT_EQ(bin.first, next);
            next = bin.end;
            const auto first = m_run->values().begin() + static_cast<std::ptrdiff_t>(bin.first);
            const auto [low, high] =
                std::minmax_element(first, first + static_cast<std::ptrdiff_t>(bin.end - bin.first));
            if (bin.low == *low && bin.high == *high) {
                continue;
            }
            ASSERT_TRUE(bin.end <= visible.first || bin.first >= visible.end) << bin.first;
            ASSERT_LE(bin.low, *low);
            ASSERT_GE(bin.high, *high);
            ASSERT_LE(++shortened, 2);
        }
        EXPECT_EQ(next, m_run->steps());
        EXPECT_LE(trace.bins.size(), 2 * kMaxBins + 2) << "memory does not grow with the run";
    }

    /// The visible range has at least one bin per pixel, or single steps.
    static void expectFine(const Trace& trace, const StepRange& visible)
    {
        for (const TraceBin& bin : trace.bins) {
            if (bin.first >= visible.first && bin.end <= visible.end) {
                ASSERT_LE(bin.end - bin.first, visible.count() / kPixels + 1) << visible.count() << " steps";
            }
        }
    }

    /// The drawn points include all spikes, at their times.
    void expectSpikes(const Trace& trace, const StepRange& visible) const
    {
        const std::vector<TracePoint> points = traceLine(trace, Axis::Time);
        EXPECT_TRUE(std::ranges::is_sorted(points, {}, &TracePoint::key));
        const double pixel =
            (m_run->times()[visible.end - 1] - m_run->times()[visible.first]) / kPixels + 1e-12;
        for (std::uint64_t step = visible.first; step < visible.end; ++step) {
            if (LongRun::isSpike(step)) {
                const double value = m_run->values()[step];
                EXPECT_TRUE(std::ranges::any_of(points, [&](const TracePoint& point) {
                    return point.value == value && std::abs(point.key - m_run->times()[step]) <= pixel;
                })) << step;
            }
        }
    }

    h5pulse::test::TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    std::optional<LongRun> m_run;
    std::optional<Reader> m_reader;
    std::unique_ptr<QueryRunner> m_runner;
    TraceSetPtr m_set; // the latest
};

} // namespace

TEST_P(TracesOfFile, HaveEveryExtremeAtAnyZoom)
{
    begin(400'000);
    finish();
    const StepRange all{0, m_run->steps()};
    expectTruth(*trace(), all);
    expectSpikes(*trace(), all);
    EXPECT_TRUE(trace()->complete);
    std::mt19937 random(7);
    for (int round = 0; round < 12; ++round) {
        const auto count = static_cast<std::uint64_t>(
            std::pow(10.0, std::uniform_real_distribution<double>(0.7, 5.6)(random)));
        const std::uint64_t first =
            std::uniform_int_distribution<std::uint64_t>(0, m_run->steps() - count)(random);
        const StepRange visible{first, first + count};
        look(timesOf(visible));
        finish();
        expectTruth(*trace(), visible);
        expectSpikes(*trace(), visible);
        expectFine(*trace(), visible);
    }
}

TEST_P(TracesOfFile, AreReadStepByStepWhereOneZoomsIn)
{
    begin(400'000);
    const StepRange visible{123'400, 123'900};
    look(timesOf(visible));
    finish();
    std::uint64_t next = visible.first;
    const TracePtr shown = trace();
    for (const TraceBin& bin : shown->bins) {
        if (bin.first >= visible.first && bin.first < visible.end) {
            ASSERT_EQ(bin.first, next++);
            ASSERT_TRUE(bin.isPoint());
            ASSERT_EQ(bin.low, m_run->values()[bin.first]);
            ASSERT_EQ(bin.firstTime, m_run->times()[bin.first]);
        }
    }
    EXPECT_EQ(next, visible.end);
    look(std::nullopt);
    finish();
    EXPECT_LE(trace()->bins.size(), kMaxBins) << "all again";
}

TEST_P(TracesOfFile, TakeInWhatComesWhileOneIsZoomedIn)
{
    begin(200'000);
    // A window at the end of the run, with room for later steps.
    look(TraceWindow{Axis::Time, 199.0, 202.0});
    finish();
    for (int round = 0; round < 30; ++round) {
        append(round % 3 == 0 ? 1 : 997);
        finish();
        const StepRange visible{199'001, std::min<std::uint64_t>(m_run->steps(), 201'999)};
        ASSERT_NO_FATAL_FAILURE(expectTruth(*trace(), visible));
        ASSERT_NO_FATAL_FAILURE(expectFine(*trace(), visible));
        expectSpikes(*trace(), visible);
        EXPECT_EQ(trace()->steps, m_run->steps());
        EXPECT_TRUE(trace()->complete);
    }
}

TEST_P(TracesOfFile, PanAndZoomWithoutReadingAgainWhatIsThere)
{
    begin(400'000);
    const auto binsAt = [&](const StepRange& visible) {
        look(timesOf(visible));
        finish();
        std::vector<std::uint64_t> edges;
        for (const TraceBin& bin : trace()->bins) {
            edges.push_back(bin.first);
        }
        return edges;
    };
    const std::vector<std::uint64_t> first = binsAt({200'000, 201'000});
    EXPECT_EQ(binsAt({200'200, 201'200}), first) << "some steps beside the window are read as well";
    EXPECT_EQ(binsAt({200'300, 200'400}), first) << "single steps get no finer";
    EXPECT_NE(binsAt({300'000, 301'000}), first);
}

TEST_P(TracesOfFile, GoByStepsAsWell)
{
    begin(400'000);
    look(TraceWindow{Axis::Step, 999.5, 1100.2});
    finish();
    const TraceBin* bin = trace()->binAt(1000.0, Axis::Step);
    ASSERT_TRUE(bin && bin->isPoint());
    EXPECT_EQ(bin->low, m_run->values()[1000]);
}

INSTANTIATE_TEST_SUITE_P(Files, TracesOfFile, testing::Values(LongRun::Kind::Own, LongRun::Kind::Foreign),
                         [](const auto& kind) {
                             return kind.param == LongRun::Kind::Own ? "own" : "foreign";
                         });

class TracesOfForeignFile : public TracesOfFile
{
};

TEST_P(TracesOfForeignFile, TellHowFarReadingIs)
{
    begin(500'000, 5); // small chunks make reading slow
    double last = 0.0;
    int told = 0;
    while (m_runner->wantsMore()) {
        m_runner->advance(*m_reader);
        if (!take()) {
            continue;
        }
        const TraceSetPtr set = m_set;
        if (!std::isnan(set->progress)) {
            EXPECT_GE(set->progress, last);
            EXPECT_LT(set->progress, 1.0);
            EXPECT_FALSE(set->isComplete());
            last = set->progress;
            ++told;
        }
        for (const TraceBin& bin : set->traces.front()->bins) {
            ASSERT_TRUE(std::isfinite(bin.low)) << "what was not read is no gap";
        }
    }
    EXPECT_GT(told, 3);
    EXPECT_GT(last, 0.5);
    const TraceSetPtr set = m_set;
    EXPECT_TRUE(std::isnan(set->progress));
    EXPECT_TRUE(set->isComplete());
    EXPECT_GE(set->traces.front()->bins.size(), set->query.pixels);
    expectTruth(*trace(), {0, m_run->steps()});
}

TEST_P(TracesOfForeignFile, KeepWhatWasReadWhenOneLooksElsewhere)
{
    begin(500'000, 5);
    const int turns = finish();
    look(timesOf({1000, 1100}));
    EXPECT_LT(finish(), turns / 2);
    look(std::nullopt);
    EXPECT_LE(finish(), 2);
    EXPECT_TRUE(trace()->complete);
    expectTruth(*trace(), {0, m_run->steps()});
}

TEST_P(TracesOfForeignFile, SayThatALongWindowIsNotReadStepByStep)
{
    constexpr std::size_t kWide = 4000; // pixels
    begin(2'500'000, 50'000);
    look(timesOf({1'000'000, 1'600'000}), kWide);
    finish();
    EXPECT_TRUE(trace()->coarse);
    expectTruth(*trace(), {0, m_run->steps()});
    look(timesOf({1'000'000, 1'100'000}), kWide);
    finish();
    EXPECT_FALSE(trace()->coarse);
}

INSTANTIATE_TEST_SUITE_P(Files, TracesOfForeignFile, testing::Values(LongRun::Kind::Foreign));

} // namespace h5pulse::viewer::test
