// SPDX-License-Identifier: MIT
// Searches of files for values that are not finite and for thresholds, compared with the written values.
#include "long_run.h"
#include "query/query_runner.h"
#include "run/describe.h"
#include "search/step_search.h"
#include "temporary_folder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <complex>
#include <thread>

namespace h5pulse::test {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kComponents = 12;

/// Searches with the overview (true), or reads all values (false).
class SearchOfFile : public testing::TestWithParam<bool>
{
protected:
    WriterOptions options() const { return {.overviewStepBytes = GetParam() ? std::size_t{1} << 20U : 0}; }

    void look(Reader& reader)
    {
        reader.refresh();
        if (!m_run) {
            m_run = describe(reader);
        }
        m_runner->setTarget(reader, {reader.steps(), 0, false});
        for (int turns = 0; m_runner->wantsMore(); ++turns) {
            ASSERT_LT(turns, 1'000'000);
            m_runner->advance(reader);
        }
    }

    /// Searches the whole run, and returns the answer.
    template <typename Report>
    std::shared_ptr<const Report> answer(const Query& query)
    {
        Reader reader(m_path);
        reader.refresh();
        m_run = describe(reader);
        m_runner = startQuery(query, m_run);
        look(reader);
        return take<Report>();
    }

    /// Waits for the next answer. The runner gives a few per second.
    template <typename Report>
    std::shared_ptr<const Report> take()
    {
        const auto began = std::chrono::steady_clock::now();
        QueryResultPtr result;
        while (!(result = m_runner->take())) {
            if (std::chrono::steady_clock::now() - began > std::chrono::seconds(10)) {
                ADD_FAILURE() << "no answer";
                break;
            }
            std::this_thread::yield();
        }
        return std::dynamic_pointer_cast<const Report>(result);
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    RunDescriptionPtr m_run;
    std::unique_ptr<QueryRunner> m_runner;
};

void append(Writer& writer, std::size_t steps, const std::vector<std::pair<std::size_t, std::size_t>>& bad,
            double value = kNan)
{
    for (std::size_t i = 0; i < steps; ++i) {
        const std::size_t step = writer.steps();
        std::vector<double> row(kComponents, static_cast<double>(step));
        for (const auto& [badStep, component] : bad) {
            if (badStep == step) {
                row[component] = value;
            }
        }
        writer.append(static_cast<double>(step), row);
    }
    writer.commit();
}

} // namespace

INSTANTIATE_TEST_SUITE_P(StepSearch, SearchOfFile, testing::Bool(),
                         [](const auto& kind) { return kind.param ? "ByOverview" : "ByRows"; });

TEST_P(SearchOfFile, FindsASingleNaNWhereverItIs)
{
    constexpr std::size_t kSteps = 20'000;
    for (const std::size_t step : {std::size_t{0}, std::size_t{1}, std::size_t{64}, std::size_t{5'003},
                                   std::size_t{16'383}, kSteps - 1}) {
        const std::size_t component = step % kComponents;
        std::filesystem::remove(m_path);
        {
            Writer writer(m_path, {.fields = {{.name = "u", .shape = {kComponents}}}}, options());
            append(writer, kSteps, {{step, component}});
        }
        const auto report = answer<NonFiniteReport>(NonFiniteQuery());
        ASSERT_EQ(report->fields.size(), 1U) << step;
        EXPECT_EQ(report->fields[0].first.step, step);
        EXPECT_EQ(report->fields[0].first.component, component);
        EXPECT_TRUE(std::isnan(report->fields[0].first.value));
        EXPECT_EQ(report->fields[0].count, 1U);
        EXPECT_TRUE(report->fields[0].settled);
        EXPECT_EQ(report->progress, 1.0);
    }
}

TEST_P(SearchOfFile, FindsNothingInFiniteValues)
{
    {
        Writer writer(m_path, {.fields = {{.name = "u", .shape = {kComponents}}}}, options());
        append(writer, 3000, {{7, 3}}, 1.7e308);
    }
    const auto report = answer<NonFiniteReport>(NonFiniteQuery());
    EXPECT_TRUE(report->fields.empty());
    EXPECT_TRUE(report->complete);
    EXPECT_EQ(report->searched, 1U);
    EXPECT_EQ(report->steps, 3000U);
}

TEST_P(SearchOfFile, FindsTheFirstOfMany)
{
    {
        Writer writer(m_path, {.fields = {{.name = "u", .shape = {kComponents}}}}, options());
        append(writer, 10'000, {{4100, 9}, {4100, 2}, {4099, 11}, {9000, 0}}, -kInfinity);
    }
    const auto report = answer<NonFiniteReport>(NonFiniteQuery());
    ASSERT_EQ(report->fields.size(), 1U);
    EXPECT_EQ(report->fields[0].first.step, 4099U);
    EXPECT_EQ(report->fields[0].first.component, 11U);
    EXPECT_EQ(report->fields[0].first.value, -kInfinity);
    EXPECT_EQ(report->fields[0].count, 4U);
}

TEST_P(SearchOfFile, LooksIntoEveryFieldByItself)
{
    constexpr std::size_t kSteps = 9000;
    {
        Writer writer(m_path,
                      {.fields = {{.name = "all", .shape = {3}},
                                  {.name = "count", .type = ElementType::Int64},
                                  {.name = "z", .shape = {2, 2}, .type = ElementType::Complex64},
                                  {.name = "fine"},
                                  {.name = "late", .type = ElementType::Float32}}},
                      options());
        const std::vector<double> nothing(3, kNan);
        for (std::size_t step = 0; step < kSteps; ++step) {
            std::vector<std::complex<float>> z(4, {1.0F, 2.0F});
            if (step == 777) {
                z[3] = {0.0F, std::numeric_limits<float>::quiet_NaN()};
            }
            writer.append(static_cast<double>(step), nothing, std::int64_t{5}, z, 1.0,
                          step < kSteps - 1 ? 1.0F : std::numeric_limits<float>::infinity());
        }
    }
    const auto report = answer<NonFiniteReport>(NonFiniteQuery());
    EXPECT_EQ(report->searched, 4U) << "integers are always finite";
    ASSERT_EQ(report->fields.size(), 3U);
    EXPECT_EQ(report->fields[0].field->name, "all");
    EXPECT_EQ(report->fields[0].first.step, 0U);
    EXPECT_EQ(report->fields[0].count, 3 * kSteps);
    EXPECT_EQ(report->fields[1].first.step, 777U);
    EXPECT_EQ(report->fields[1].first.component, 3U);
    EXPECT_EQ(report->fields[1].first.part, Part::Imaginary);
    EXPECT_EQ(report->fields[1].count, 1U);
    EXPECT_EQ(report->fields[2].first.step, kSteps - 1);
    EXPECT_EQ(report->fields[2].first.value, kInfinity);
}

TEST_P(SearchOfFile, GoesOnWithTheRun)
{
    Writer writer(m_path, {.fields = {{.name = "u", .shape = {kComponents}}}}, options());
    Reader reader(m_path);
    append(writer, 100, {});
    reader.refresh();
    m_run = describe(reader);
    m_runner = startQuery(NonFiniteQuery{}, m_run);
    look(reader);
    EXPECT_TRUE(take<NonFiniteReport>()->fields.empty());
    append(writer, 300, {{350, 4}, {360, 5}});
    look(reader);
    auto report = take<NonFiniteReport>();
    ASSERT_EQ(report->fields.size(), 1U);
    EXPECT_EQ(report->fields[0].first.step, 350U);
    append(writer, 10, {{405, 1}});
    look(reader);
    report = take<NonFiniteReport>();
    EXPECT_EQ(report->fields[0].first.step, 350U);
    EXPECT_EQ(report->fields[0].count, 3U);
}

TEST(StepSearch, WithoutAnOverviewLooksAtTheNewestFirst)
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "run.h5";
    constexpr std::size_t kSteps = 40'000; // needs several pieces
    Writer writer(path, {.fields = {{.name = "u", .shape = {kComponents}}}}, {.overviewStepBytes = 0});
    append(writer, kSteps, {{3, 1}, {kSteps - 2, 7}});
    Reader reader(path);
    reader.refresh();
    StepSearch search({describe(reader)->field("u"), 0, kComponents}, {}, true);
    search.setTarget(reader.steps());
    search.advance(reader);
    ASSERT_TRUE(search.first());
    EXPECT_EQ(search.first()->step, kSteps - 2);
    EXPECT_FALSE(search.isSettled());
    EXPECT_GT(search.seenSteps(), 0U);
    EXPECT_LT(search.seenSteps(), kSteps);

    append(writer, 20, {{kSteps + 5, 0}}); // new steps come before old ones
    reader.refresh();
    search.setTarget(reader.steps());
    search.advance(reader);
    EXPECT_EQ(search.count(), 2U);
    EXPECT_LT(search.seenSteps(), kSteps);
    while (search.wantsMore()) {
        search.advance(reader);
    }
    EXPECT_EQ(search.first()->step, 3U);
    EXPECT_EQ(search.count(), 3U);
    EXPECT_TRUE(search.isSettled());
    EXPECT_EQ(search.seenSteps(), kSteps + 20);
}

TEST(StepSearch, TakesAFewLargeStepsAtATime)
{
    constexpr std::size_t kManyPoints = 100'000; // 0.8 MB per step; the overview has a step 64 steps later
    constexpr std::size_t kSteps = 40;
    const TemporaryFolder folder;
    Writer writer(folder / "run.h5", {.fields = {{.name = "u", .shape = {kManyPoints}}}});
    std::vector<double> row(kManyPoints, 1.0);
    for (std::size_t step = 0; step < kSteps; ++step) {
        row[7] = step == 33 ? kNan : 1.0;
        writer.append(static_cast<double>(step), row);
    }
    writer.commit();
    Reader reader(folder / "run.h5");
    reader.refresh();
    ASSERT_TRUE(reader.hasOverview("u"));
    StepSearch search({describe(reader)->field("u"), 0, kManyPoints}, {}, true);
    search.setTarget(kSteps);
    search.advance(reader);
    EXPECT_EQ(search.seenSteps(), 1U);
    while (search.wantsMore()) {
        const std::uint64_t before = search.seenSteps();
        search.advance(reader);
        EXPECT_LE(search.seenSteps(), before + 21) << "16 MiB at most";
    }
    ASSERT_TRUE(search.first());
    EXPECT_EQ(search.first()->step, 33U);
    EXPECT_EQ(search.first()->component, 7U);
    EXPECT_EQ(search.count(), 1U);
    EXPECT_TRUE(search.isSettled());
}

TEST_P(SearchOfFile, WorksInFilesOfOtherPrograms)
{
    ForeignRun run(m_path, GetParam() ? 7 : 3000); // steps per chunk
    std::vector<double> times(2500);
    std::vector<double> values(2500, 1.0);
    values[1234] = kNan;
    run.append(times, values);
    const auto report = answer<NonFiniteReport>(NonFiniteQuery());
    ASSERT_EQ(report->fields.size(), 1U);
    EXPECT_EQ(report->fields[0].field->name, "energy");
    EXPECT_EQ(report->fields[0].first.step, 1234U);
    EXPECT_EQ(report->fields[0].count, 1U);
}

TEST_P(SearchOfFile, FindsTheFirstSpikeBeyondAThreshold)
{
    constexpr std::size_t kSteps = 300'000; // hundreds of steps per pixel
    LongRun run(GetParam() ? LongRun::Kind::Own : LongRun::Kind::Foreign, m_path);
    run.append(kSteps);
    const std::vector<double>& values = run.values();
    const auto firstOf = [&](auto&& condition) {
        return static_cast<std::uint64_t>(std::ranges::find_if(values, condition) - values.begin());
    };
    const double high = 100.15; // later spikes are higher, so the first spike does not cross it
    const double highest = *std::ranges::max_element(values);
    const TraceId energy{"energy", 0, Part::Real};
    const TraceId nothing{"nothing", 0, Part::Real};
    const auto report = answer<CrossingReport>(ThresholdQuery({{energy, Threshold::Side::Above, high},
                                                               {energy, Threshold::Side::Below, -100.2},
                                                               {nothing, Threshold::Side::Above, 0.0},
                                                               {energy, Threshold::Side::Above, highest}}));
    ASSERT_EQ(report->crossings.size(), 2U) << "a value that equals the limit does not cross it";
    EXPECT_EQ(report->crossings[0].first.step, firstOf([&](double v) { return v > high; }));
    EXPECT_EQ(report->crossings[0].first.value, values[report->crossings[0].first.step]);
    EXPECT_TRUE(report->crossings[0].settled);
    EXPECT_EQ(report->crossings[1].first.step, firstOf([](double v) { return v < -100.2; }));
    EXPECT_TRUE(LongRun::isSpike(report->crossings[1].first.step));
}

TEST_P(SearchOfFile, AThresholdIsForFiniteValuesOfItsComponent)
{
    Writer writer(m_path, {.fields = {{.name = "u", .shape = {kComponents}}}}, options());
    append(writer, 1000, {{500, 4}}, kInfinity);
    append(writer, 1000, {{1500, 5}}, 1e300);
    append(writer, 1000, {{2500, 4}}, 1e200);
    const TraceId id{"u", 4, Part::Real};
    auto report = answer<CrossingReport>(ThresholdQuery({{id, Threshold::Side::Above, 1e6}}));
    ASSERT_EQ(report->crossings.size(), 1U);
    EXPECT_EQ(report->crossings[0].first.step, 2500U);
    EXPECT_EQ(report->crossings[0].first.component, 4U);

    // Adds a threshold. The old result stays, and the runner searches only for the new threshold.
    ASSERT_TRUE(m_runner->adopt(
        ThresholdQuery({{id, Threshold::Side::Below, 0.5}, {id, Threshold::Side::Above, 1e6}})));
    Reader reader(m_path);
    look(reader);
    report = take<CrossingReport>();
    ASSERT_EQ(report->crossings.size(), 2U);
    EXPECT_EQ(report->crossings[0].first.step, 0U);
    EXPECT_EQ(report->crossings[1].first.step, 2500U);
}

} // namespace h5pulse::test
