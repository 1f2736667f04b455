// SPDX-License-Identifier: MIT
// Compares histograms with the values in the file.
#include "query_answer.h"
#include "temporary_folder.h"

#include <h5pulse/writer.h>

#include <cmath>
#include <complex>
#include <numeric>
#include <random>

namespace h5pulse::test {

namespace {

constexpr std::size_t kRows = 700;
constexpr std::size_t kColumns = 2048; // more values than the runner keeps

class HistogramOfFile : public testing::Test
{
protected:
    using Result = std::shared_ptr<const HistogramResult>;

    std::filesystem::path write(const FieldSpec& field, const auto& write)
    {
        const std::filesystem::path path = m_folder / "run.h5";
        std::filesystem::remove(path);
        Writer writer(path, {.fields = {field}});
        write(writer);
        writer.close();
        return path;
    }

    Result histogram(const std::vector<double>& values, std::size_t bins)
    {
        const auto path = write({.name = "u", .shape = {values.size()}},
                                [&](Writer& writer) { writer.append(0.5, values); });
        return Answering(path, HistogramQuery{"u", bins}).answer<HistogramResult>();
    }

    static void expectCounts(const HistogramResult& found, const std::vector<double>& values)
    {
        std::vector<std::uint64_t> expected(found.counts.size(), 0);
        for (const double value : values) {
            for (std::size_t bin = 0; bin < expected.size() && std::isfinite(value); ++bin) {
                const bool last = bin + 1 == expected.size();
                if (value >= found.edge(bin) && (last || value < found.edge(bin + 1))) {
                    ++expected[bin];
                    EXPECT_EQ(found.binAt(value), bin);
                }
            }
        }
        EXPECT_EQ(found.counts, expected);
    }

    TemporaryFolder m_folder;
};

} // namespace

TEST_F(HistogramOfFile, CountsEachValueBetweenTheExtremes)
{
    std::mt19937_64 random(7);
    std::normal_distribution<double> normal(3.0, 2.0);
    std::vector<double> values(5'000);
    std::ranges::generate(values, [&] { return normal(random); });
    const Result found = histogram(values, 64);
    ASSERT_EQ(found->counts.size(), 64U);
    EXPECT_EQ(found->low, std::ranges::min(values));
    EXPECT_NEAR(found->edge(64), std::ranges::max(values), 1e-12);
    EXPECT_EQ(found->step, 0U);
    EXPECT_EQ(found->time, 0.5);
    EXPECT_EQ(found->values, 5'000U);
    expectCounts(*found, values);
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / 5'000.0;
    double squares = 0.0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    EXPECT_NEAR(found->mean, mean, 1e-12);
    EXPECT_NEAR(found->deviation, std::sqrt(squares / 5'000.0), 1e-12);
    EXPECT_EQ(found->binAt(found->low - 1.0), std::nullopt);
    EXPECT_EQ(found->binAt(NAN), std::nullopt);
}

TEST_F(HistogramOfFile, ValuesThatAreNotFiniteAreCountedApart)
{
    const Result found = histogram({1.0, NAN, 2.0, INFINITY, -INFINITY}, 2);
    EXPECT_EQ(found->counts, (std::vector<std::uint64_t>{1, 1}));
    EXPECT_EQ(found->nonFinite, 3U);
    EXPECT_EQ(found->mean, 1.5);
    const Result none = histogram({NAN, NAN}, 2);
    EXPECT_TRUE(none->counts.empty());
    EXPECT_EQ(none->nonFinite, 2U);
    EXPECT_EQ(none->binAt(0.0), std::nullopt);
}

TEST_F(HistogramOfFile, ExtremesAndSingleValuesHaveBins)
{
    const double most = std::numeric_limits<double>::max();
    EXPECT_EQ(histogram({-most, 0.0, most}, 2)->counts, (std::vector<std::uint64_t>{1, 2}));
    EXPECT_EQ(histogram({-most, 0.0, most}, 1)->counts, (std::vector<std::uint64_t>{3}));
    const double least = std::numeric_limits<double>::denorm_min();
    EXPECT_EQ(histogram({0.0, least, 3 * least}, 4)->counts, (std::vector<std::uint64_t>{3}));
    for (const double value : {0.0, 7.5, -1e300, 1e18}) {
        const Result found = histogram({value, value}, 50);
        EXPECT_EQ(found->counts, (std::vector<std::uint64_t>{2})) << value;
        EXPECT_LT(found->low, value);
        EXPECT_GT(found->edge(1), value);
        EXPECT_EQ(found->deviation, 0.0);
    }
}

TEST_F(HistogramOfFile, BinsOfIntegersAreWholeNumbersWide)
{
    std::vector<std::int32_t> dice;
    for (int i = 0; i < 600; ++i) {
        dice.push_back(1 + i % 6);
    }
    const auto path = write({.name = "n", .shape = {600}, .type = ElementType::Int32},
                            [&](Writer& writer) { writer.append(0.0, dice); });
    const auto found = Answering(path, HistogramQuery{"n", 100}).answer<HistogramResult>();
    EXPECT_EQ(found->low, 0.5);
    EXPECT_EQ(found->width, 1.0);
    EXPECT_EQ(found->counts, std::vector<std::uint64_t>(6, 100));
    const auto coarse = Answering(path, HistogramQuery{"n", 4}).answer<HistogramResult>();
    EXPECT_EQ(coarse->width, 2.0);
    EXPECT_EQ(coarse->counts, std::vector<std::uint64_t>(3, 200));
}

TEST_F(HistogramOfFile, MagnitudesOfComplexFieldsCount)
{
    const auto path = write({.name = "z", .shape = {2}, .type = ElementType::Complex128}, [](Writer& writer) {
        writer.append(0.0, std::vector<std::complex<double>>{{3.0, 4.0}, {0.0, -1.0}});
    });
    const auto found = Answering(path, HistogramQuery{"z", 2}).answer<HistogramResult>();
    EXPECT_EQ(found->low, 1.0);
    EXPECT_EQ(found->mean, 3.0);
    EXPECT_EQ(found->counts, (std::vector<std::uint64_t>{1, 1}));
}

TEST_F(HistogramOfFile, LargeFieldsAreReadInPiecesAndFollowTheCursor)
{
    const auto path =
        write({.name = "m", .shape = {kRows, kColumns}, .type = ElementType::Float32}, [](Writer& writer) {
            for (int step = 0; step < 2; ++step) {
                std::vector<float> values(kRows * kColumns);
                for (std::size_t i = 0; i < values.size(); ++i) {
                    values[i] = static_cast<float>(i % 10 + 100 * step);
                }
                writer.append(step, values);
            }
        });
    Answering answering(path, HistogramQuery{"m", 9});
    for (const std::uint64_t step : {1UL, 0UL}) {
        const auto found = answering.answer<HistogramResult>(step);
        EXPECT_EQ(found->step, step);
        EXPECT_EQ(found->low, 100.0 * static_cast<double>(step));
        EXPECT_EQ(found->counts.size(), 9U);
        EXPECT_EQ(std::accumulate(found->counts.begin(), found->counts.end(), 0UL), kRows * kColumns);
        EXPECT_EQ(found->counts.back(), 2 * kRows * kColumns / 10) << "the last bin has its upper edge";
    }
    EXPECT_GT(answering.turns(), 8) << "each turn is short";
    ASSERT_TRUE(answering.runner().adopt(HistogramQuery{"m", 5}));
    EXPECT_EQ(answering.answer<HistogramResult>(0)->counts.size(), 5U);
    EXPECT_FALSE(answering.runner().adopt(HistogramQuery{"other", 5}));
}

TEST_F(HistogramOfFile, FieldsThatAreNotThereAreAProblem)
{
    const auto path = write({.name = "u"}, [](Writer& writer) { writer.append(0.0, 7.0); });
    EXPECT_EQ(Answering(path, HistogramQuery{"v", 5}).answer<QueryResult>()->problem,
              "There is no field 'v'.");
    const auto scalar = Answering(path, HistogramQuery{"u", 5}).answer<HistogramResult>();
    EXPECT_EQ(scalar->counts, (std::vector<std::uint64_t>{1}));
}

} // namespace h5pulse::test
