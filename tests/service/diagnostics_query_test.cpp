// SPDX-License-Identifier: MIT
// Compares diagnostics with the values in the file.
#include "diagnostics/step_meter.h"
#include "query_driver.h"
#include "temporary_folder.h"

#include <h5pulse/service/diagnostics.h>
#include <h5pulse/writer.h>

#include <cmath>
#include <complex>
#include <random>
#include <set>

namespace h5pulse::test {

namespace {

class DiagnosticsOfFile : public testing::TestWithParam<Overview>
{
protected:
    static constexpr std::size_t kComponents = 50;

    void append(std::size_t steps)
    {
        if (!m_writer) {
            m_writer.emplace(m_path, RunSpec{.fields = {{.name = "u", .shape = {kComponents}}}},
                             WriterOptions{.overviewStepBytes =
                                               GetParam() == Overview::With ? std::size_t{1} << 20U : 0U});
        }
        std::normal_distribution<double> noise;
        for (std::size_t i = 0; i < steps; ++i) {
            std::vector<double> row(kComponents);
            std::ranges::generate(row, [&] { return noise(m_random); });
            if (m_rows.size() % 5 == 2) {
                row[3] = NAN;
                row[4] = INFINITY;
            }
            m_writer->append(0.5 * static_cast<double>(m_rows.size()), row);
            m_rows.push_back(std::move(row));
        }
        m_writer->commit();
    }

    static DiagnosticsQuery query(std::optional<TraceWindow> window = {})
    {
        return DiagnosticsQuery({.field = "u", .window = window, .pixels = 640});
    }

    StepMeasures truth(std::uint64_t step) const
    {
        StepMeasures measures;
        double squares = 0.0;
        double changes = 0.0;
        double sum = 0.0;
        double count = 0.0;
        for (std::size_t i = 0; i < kComponents; ++i) {
            const double value = m_rows[step][i];
            if (!std::isfinite(value)) {
                ++measures.nonFinite;
                continue;
            }
            measures.minimum = std::fmin(measures.minimum, value);
            measures.maximum = std::fmax(measures.maximum, value);
            sum += value;
            count += 1.0;
            squares += value * value;
            if (step > 0 && std::isfinite(m_rows[step - 1][i])) {
                changes += std::pow(value - m_rows[step - 1][i], 2);
            }
        }
        measures.mean = sum / count;
        measures.norm = std::sqrt(squares);
        measures.change = std::sqrt(changes);
        return measures;
    }

    /// Checks each bin against all of its steps, and each norm against its single step.
    void expectTruth(const DiagnosticsResult& result) const
    {
        std::uint64_t notFinite = 0;
        for (std::size_t i = 0; i < result.of(Measure::Minimum).size(); ++i) {
            const TraceBin& bin = result.of(Measure::Minimum)[i];
            StepMeasures all = truth(bin.first);
            double mean = 0.0;
            double weight = 0.0;
            all.nonFinite = 0;
            for (std::uint64_t step = bin.first; step < bin.end; ++step) {
                const StepMeasures one = truth(step);
                all.minimum = std::min(all.minimum, one.minimum);
                all.maximum = std::max(all.maximum, one.maximum);
                all.nonFinite += one.nonFinite;
                mean += one.mean * static_cast<double>(kComponents - one.nonFinite);
                weight += static_cast<double>(kComponents - one.nonFinite);
            }
            ASSERT_EQ(bin.low, all.minimum) << bin.first;
            ASSERT_EQ(result.of(Measure::Maximum)[i].low, all.maximum);
            ASSERT_NEAR(result.of(Measure::Mean)[i].low, mean / weight, 1e-4);
            ASSERT_EQ(result.of(Measure::NonFinite)[i].low, static_cast<double>(all.nonFinite));
            ASSERT_EQ(bin.firstTime, 0.5 * static_cast<double>(bin.first));
            notFinite += all.nonFinite;
        }
        if (result.hasOverview) {
            std::uint64_t count = 0;
            for (std::uint64_t step = 0; step < m_rows.size(); ++step) {
                count += truth(step).nonFinite;
            }
            EXPECT_EQ(notFinite, count) << "of all steps";
        }
        for (const TraceBin& bin : result.of(Measure::Norm)) {
            ASSERT_TRUE(bin.isPoint());
            ASSERT_NEAR(bin.low, truth(bin.first).norm, 1e-12 * bin.low);
        }
        for (const TraceBin& bin : result.of(Measure::Change)) {
            ASSERT_GT(bin.first, 0U);
            ASSERT_NEAR(bin.low, truth(bin.first).change, 1e-12 * bin.low) << bin.first;
        }
    }

    static std::set<std::uint64_t> stepsOf(const std::vector<TraceBin>& bins)
    {
        std::set<std::uint64_t> steps;
        for (const TraceBin& bin : bins) {
            steps.insert(bin.first);
        }
        return steps;
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    std::optional<Writer> m_writer;
    std::mt19937 m_random{5};
    std::vector<std::vector<double>> m_rows;
};

} // namespace

TEST_P(DiagnosticsOfFile, AreThoseOfEachStepWhereThereAreFew)
{
    append(700);
    QueryDriver driver(m_path);
    const auto result = driver.ask<DiagnosticsResult>(query());
    EXPECT_EQ(result->distance, 1U);
    EXPECT_EQ(result->hasOverview, GetParam() == Overview::With);
    EXPECT_EQ(stepsOf(result->of(Measure::Norm)).size(), 700U);
    EXPECT_EQ(result->of(Measure::Change).size(), 699U) << "the first step has none before it";
    EXPECT_EQ(result->of(Measure::Minimum).size(), 700U);
    EXPECT_EQ(result->firstPositiveKey, 0.5) << "a logarithmic axis begins there";
    EXPECT_EQ(result->notPositive, 1U);
    expectTruth(*result);
}

TEST_P(DiagnosticsOfFile, SampleALongRunAndGrowWithIt)
{
    append(9000);
    QueryDriver driver(m_path);
    auto result = driver.ask<DiagnosticsResult>(query());
    EXPECT_EQ(result->distance, 8U);
    EXPECT_TRUE(stepsOf(result->of(Measure::Norm)).contains(8999)) << "the latest";
    EXPECT_LE(result->of(Measure::Norm).size(), 2049U);
    expectTruth(*result);
    const int turns = driver.turns();
    append(100);
    result = driver.refresh<DiagnosticsResult>();
    EXPECT_TRUE(stepsOf(result->of(Measure::Norm)).contains(9099));
    EXPECT_LT(driver.turns(), turns / 4) << "what was read is not read again";
    expectTruth(*result);

    result = driver.ask<DiagnosticsResult>(query(TraceWindow{TraceWindow::Axis::Time, 2000.0, 2050.0}));
    EXPECT_TRUE(driver.kept());
    EXPECT_EQ(result->distance, 1U);
    const std::set<std::uint64_t> norms = stepsOf(result->of(Measure::Norm));
    const std::set<std::uint64_t> minima = stepsOf(result->of(Measure::Minimum));
    for (std::uint64_t step = 4000; step <= 4100; ++step) {
        ASSERT_TRUE(norms.contains(step)) << step;
        ASSERT_TRUE(minima.contains(step)) << step;
    }
}

INSTANTIATE_TEST_SUITE_P(Files, DiagnosticsOfFile, testing::Values(Overview::With, Overview::Without),
                         [](const auto& overview) {
                             return overview.param == Overview::With ? "overview" : "plain";
                         });

TEST(DiagnosticsOfComplexField, AreOfMagnitudes)
{
    TemporaryFolder folder;
    Writer writer(folder / "run.h5",
                  {.fields = {{.name = "w", .shape = {2}, .type = ElementType::Complex128}}});
    using Row = std::vector<std::complex<double>>;
    writer.append(0.0, Row{{3.0, 4.0}, {0.0, 1.0}});
    writer.append(1.0, Row{{3.0, -4.0}, {0.0, NAN}});
    writer.commit();
    QueryDriver driver(folder / "run.h5");
    const auto result = driver.ask<DiagnosticsResult>(DiagnosticsQuery({.field = "w", .pixels = 640}));
    EXPECT_EQ(result->of(Measure::Minimum)[0].low, 1.0);
    EXPECT_EQ(result->of(Measure::Maximum)[0].low, 5.0);
    EXPECT_EQ(result->of(Measure::Mean)[0].low, 3.0);
    EXPECT_DOUBLE_EQ(result->of(Measure::Norm)[0].low, std::sqrt(26.0));
    EXPECT_EQ(result->of(Measure::NonFinite)[1].low, 1.0);
    EXPECT_DOUBLE_EQ(result->of(Measure::Change)[0].low, 8.0);
}

TEST(DiagnosticsOfLargeField, AreReadInPieces)
{
    constexpr std::size_t kComponents = 1'200'000; // too many to be kept for the change to the next step
    TemporaryFolder folder;
    Writer writer(folder / "run.h5",
                  {.fields = {{.name = "u", .shape = {kComponents}, .type = ElementType::Float32}}});
    for (int step = 0; step < 3; ++step) {
        writer.append(step, std::vector<float>(kComponents, static_cast<float>(step * step)));
    }
    writer.commit();
    QueryDriver driver(folder / "run.h5");
    const auto result = driver.ask<DiagnosticsResult>(DiagnosticsQuery({.field = "u", .pixels = 640}));
    EXPECT_FALSE(result->hasOverview);
    EXPECT_GT(driver.turns(), 50) << "short turns";
    const double root = std::sqrt(kComponents);
    EXPECT_NEAR(result->of(Measure::Norm)[2].low, 4.0 * root, 1e-9 * root);
    EXPECT_NEAR(result->of(Measure::Change)[0].low, root, 1e-9 * root);
    EXPECT_NEAR(result->of(Measure::Change)[1].low, 3.0 * root, 1e-9 * root);
}

TEST(SquareSum, DoesNotOverflowBeforeItsRootDoes)
{
    SquareSum sum;
    EXPECT_EQ(sum.root(), 0.0);
    for (const double value : {3e200, -4e200, 0.0, 1e-300}) {
        sum.add(value);
    }
    EXPECT_DOUBLE_EQ(sum.root(), 5e200);
    SquareSum tiny;
    tiny.add(3e-310);
    tiny.add(4e-310);
    EXPECT_NEAR(tiny.root() / 5e-310, 1.0, 1e-9);
}

} // namespace h5pulse::test
