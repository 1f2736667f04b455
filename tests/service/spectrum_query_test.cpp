// SPDX-License-Identifier: MIT
// Spectra of files, up to the drawn numbers.
#include "query_answer.h"
#include "spectrum/sample_source.h"
#include "spectrum/transform.h"
#include "temporary_folder.h"

#include <h5pulse/writer.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace h5pulse::test {

namespace {

constexpr std::size_t kPoints = 64;

class SpectrumOfFile : public testing::Test
{
protected:
    static SpectrumQuery profileOf(const std::string& field)
    {
        SpectrumQuery wanted;
        wanted.profile = field;
        return wanted;
    }

    static SpectrumQuery traceOf(const std::string& field, std::uint64_t component = 0,
                                 Part part = Part::Real)
    {
        SpectrumQuery wanted;
        wanted.trace = {field, component, part};
        return wanted;
    }

    std::shared_ptr<const SpectrumResult> answer(const SpectrumQuery& wanted,
                                                 std::optional<std::uint64_t> cursor = std::nullopt)
    {
        return Answering(m_path, SpectrumQuery(wanted)).answer<SpectrumResult>(cursor);
    }

    static double peakOf(const SpectrumResult& result)
    {
        const std::vector<double>& values = result.spectrum.values;
        const auto peak = std::ranges::max_element(values) - values.begin();
        return result.spectrum.frequencies[static_cast<std::size_t>(peak)];
    }

    /// A scalar cos(2 pi f t) at these times.
    void writeScalar(const std::vector<double>& times, double frequency)
    {
        Writer writer(m_path, {.fields = {{.name = "e", .units = "J"}}, .timeUnits = "s"});
        for (const double time : times) {
            writer.append(time, std::cos(2.0 * std::numbers::pi * frequency * time));
        }
        writer.close();
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
};

std::vector<double> evenTimes(std::size_t count)
{
    std::vector<double> times(count);
    std::iota(times.begin(), times.end(), 0.0);
    return times;
}

/// Two profiles with (step + 1) waves over the domain. x ascends or descends in steps of 0.25 m, or is
/// uneven.
void writeProfiles(const std::filesystem::path& path, double spacing, double bend = 0.0)
{
    std::vector<double> x(kPoints);
    for (std::size_t i = 0; i < kPoints; ++i) {
        x[i] = spacing * static_cast<double>(i) + bend * static_cast<double>(i * i);
    }
    Writer writer(
        path, {.fields = {{.name = "u", .shape = {kPoints}, .units = "V", .axes = {"x"}},
                          {.name = "z", .shape = {kPoints}, .type = ElementType::Complex64, .axes = {"x"}},
                          {.name = "m", .shape = {4, 4}}},
               .axes = {{.name = "x", .values = x, .units = "m"}},
               .timeUnits = "s"});
    for (int step = 0; step < 6; ++step) {
        std::vector<double> u(kPoints);
        std::vector<std::complex<float>> z(kPoints);
        for (std::size_t i = 0; i < kPoints; ++i) {
            const double phase = 2.0 * std::numbers::pi * (step + 1) * static_cast<double>(i) / kPoints;
            u[i] = 3.0 * std::sin(phase);
            z[i] = std::polar(2.0F, static_cast<float>(phase));
        }
        writer.append(0.1 * step, u, z, std::vector<double>(16, 0.0));
    }
    writer.close();
}

} // namespace

TEST_F(SpectrumOfFile, AProfileIsThatOfTheCursorOverWaveNumbers)
{
    writeProfiles(m_path, 0.25);
    Answering answering(m_path, SpectrumQuery(profileOf("u")));
    EXPECT_TRUE(answering.runner().followsCursor());
    for (const std::uint64_t step : {5UL, 0UL, 3UL}) {
        const auto result = answering.answer<SpectrumResult>(step);
        EXPECT_NEAR(peakOf(*result), static_cast<double>(step + 1) / (0.25 * kPoints), 1e-12);
        EXPECT_NEAR(*std::ranges::max_element(result->spectrum.values), 3.0, 1e-9);
        EXPECT_EQ(result->origin.step, step);
        EXPECT_DOUBLE_EQ(result->origin.time, 0.1 * static_cast<double>(step));
        EXPECT_EQ(result->origin.keyUnits, "m");
        EXPECT_EQ(result->origin.units, "V");
        EXPECT_TRUE(result->origin.notes.empty());
    }
}

TEST_F(SpectrumOfFile, ADescendingCoordinateTurnsTheSignOfComplexProfiles)
{
    writeProfiles(m_path, 0.25);
    EXPECT_NEAR(peakOf(*answer(profileOf("z"), 3)), 4.0 / 16.0, 1e-12);
    std::filesystem::remove(m_path);
    writeProfiles(m_path, -0.25);
    const auto result = answer(profileOf("z"), 3);
    EXPECT_NEAR(peakOf(*result), -4.0 / 16.0, 1e-12);
    EXPECT_EQ(result->spectrum.values.size(), kPoints);
}

TEST_F(SpectrumOfFile, PointsAreCountedWhereTheCoordinateIsNotEven)
{
    writeProfiles(m_path, 0.25, 0.01);
    const auto result = answer(profileOf("u"), 3);
    EXPECT_TRUE(result->origin.counted);
    EXPECT_EQ(result->origin.notes, std::vector{SampleNote::UnevenCoordinate});
    EXPECT_NEAR(peakOf(*result), 4.0 / kPoints, 1e-12);
}

TEST_F(SpectrumOfFile, ATraceIsOverFrequencies)
{
    std::vector<double> times(500);
    for (std::size_t k = 0; k < times.size(); ++k) {
        times[k] = 10.0 + 0.02 * static_cast<double>(k);
    }
    writeScalar(times, 5.0);
    const auto result = answer(traceOf("e"));
    EXPECT_NEAR(peakOf(*result), 5.0, 1e-9);
    EXPECT_NEAR(*std::ranges::max_element(result->spectrum.values), 1.0, 1e-9);
    EXPECT_EQ(result->origin.steps, (StepRange{0, 500}));
    EXPECT_DOUBLE_EQ(result->origin.firstTime, 10.0);
    EXPECT_DOUBLE_EQ(result->origin.lastTime, 19.98);
    EXPECT_TRUE(result->origin.notes.empty());
    EXPECT_FALSE(result->origin.counted);
    EXPECT_EQ(result->samples, 500U);

    SpectrumQuery part = traceOf("e");
    part.range = TraceWindow{TraceWindow::Axis::Time, 12.0, 14.0};
    EXPECT_DOUBLE_EQ(answer(part)->origin.firstTime, 12.0);
    EXPECT_DOUBLE_EQ(answer(part)->origin.lastTime, 14.0);
    EXPECT_EQ(answer(part)->samples, 101U);
    part.range = TraceWindow{TraceWindow::Axis::Time, 12.001, 13.999};
    EXPECT_EQ(answer(part)->samples, 99U);
    part.range = TraceWindow{TraceWindow::Axis::Step, 9.5, 20.5};
    EXPECT_EQ(answer(part)->samples, 11U);
    part.range = TraceWindow{TraceWindow::Axis::Time, 100.0, 200.0};
    EXPECT_NE(answer(part)->problem, "") << "nothing is there";
    part.range = TraceWindow{TraceWindow::Axis::Time, NAN, -INFINITY};
    EXPECT_NE(answer(part), nullptr);
    part.range = TraceWindow{TraceWindow::Axis::Step, NAN, NAN};
    EXPECT_NE(answer(part), nullptr);
}

TEST_F(SpectrumOfFile, UnevenTimesAreResampled)
{
    std::vector<double> times(2000);
    for (std::size_t k = 0; k < times.size(); ++k) {
        const auto step = static_cast<double>(k);
        times[k] = 0.01 * (step + 0.3 * std::sin(step));
    }
    writeScalar(times, 2.0);
    const auto result = answer(traceOf("e"));
    EXPECT_EQ(result->origin.notes, std::vector{SampleNote::UnevenTimes});
    EXPECT_NEAR(peakOf(*result), 2.0, 0.06);
    EXPECT_NEAR(*std::ranges::max_element(result->spectrum.values), 1.0, 0.01);
}

TEST_F(SpectrumOfFile, StepsAreCountedWhereTimesDoNotAscend)
{
    for (const double again : {0.05, static_cast<double>(NAN)}) {
        std::vector<double> times(100);
        for (std::size_t k = 0; k < times.size(); ++k) {
            times[k] = 0.1 * static_cast<double>(k);
        }
        times[50] = again;
        std::filesystem::remove(m_path);
        writeScalar(times, 1.0);
        const auto result = answer(traceOf("e"));
        EXPECT_TRUE(result->origin.counted);
        EXPECT_EQ(result->origin.notes, std::vector{SampleNote::UnorderedTimes});
        EXPECT_EQ(result->spectrum.frequencies.back(), 0.5);
    }
}

TEST_F(SpectrumOfFile, AGrowingTraceReadsWhatIsNewAlone)
{
    Writer writer(m_path, {.fields = {{.name = "e"}}});
    std::vector<double> all;
    const auto append = [&](std::size_t count) {
        for (std::size_t k = 0; k < count; ++k) {
            all.push_back(std::sin(0.3 * static_cast<double>(all.size() * all.size() % 1009)));
            writer.append(0.5 * static_cast<double>(all.size()), all.back());
        }
        writer.commit();
    };
    append(50'000);
    Answering answering(m_path, SpectrumQuery(traceOf("e")));
    answering.answer<SpectrumResult>();
    const int atFirst = answering.turns();
    EXPECT_GT(answering.partial(), 0) << "it says how far it is";
    append(1000);
    const auto result = answering.answer<SpectrumResult>();
    EXPECT_LT(answering.turns(), atFirst / 3);
    const Spectrum expected = spectrumOf({all, {}, 0.5}, {});
    ASSERT_EQ(result->spectrum.values.size(), expected.values.size());
    for (std::size_t i = 0; i < expected.values.size(); ++i) {
        ASSERT_NEAR(result->spectrum.values[i], expected.values[i], 1e-9) << i;
    }
    // Another window or other options need no new reading.
    SpectrumQuery other = traceOf("e");
    other.options.window = SpectrumWindow::Hann;
    other.range = TraceWindow{TraceWindow::Axis::Step, 1000.0, 1999.0};
    ASSERT_TRUE(answering.runner().adopt(SpectrumQuery(other)));
    const auto part = answering.answer<SpectrumResult>();
    EXPECT_EQ(answering.turns(), 1);
    EXPECT_EQ(part->query, other);
    const std::vector<double> values(all.begin() + 1000, all.begin() + 2000);
    const Spectrum partly = spectrumOf({values, {}, 0.5}, other.options);
    ASSERT_EQ(part->spectrum.values.size(), partly.values.size());
    EXPECT_NEAR(part->spectrum.values[77], partly.values[77], 1e-9);
    EXPECT_FALSE(answering.runner().adopt(SpectrumQuery(profileOf("e"))));
}

TEST_F(SpectrumOfFile, OfVeryManyStepsTheLastAreTaken)
{
    constexpr std::size_t steps = TraceSamples::kMaxSteps + 5000;
    {
        Writer writer(m_path, {.fields = {{.name = "e"}}});
        for (std::size_t k = 0; k < steps; ++k) {
            writer.append(static_cast<double>(k),
                          k < 5000 ? 1e6 : std::cos(std::numbers::pi * static_cast<double>(k) / 8.0));
        }
        writer.close();
    }
    const auto result = answer(traceOf("e"));
    EXPECT_EQ(result->samples, TraceSamples::kMaxSteps);
    EXPECT_EQ(result->origin.notes, std::vector{SampleNote::LastOnly});
    EXPECT_NEAR(peakOf(*result), 1.0 / 16.0, 1e-9);
    EXPECT_NEAR(*std::ranges::max_element(result->spectrum.values), 1.0, 1e-9) << "nothing of the first ones";
    EXPECT_LE(result->spectrum.values.size(), 200'000U);
}

TEST_F(SpectrumOfFile, LengthsThatTakeLongAreCutAndSaidToBe)
{
    writeScalar(evenTimes(131'071), 1.0);
    const auto trace = answer(traceOf("e"));
    EXPECT_EQ(trace->samples, fastLength(131'071));
    EXPECT_EQ(trace->origin.notes, std::vector{SampleNote::LastOnly});
    EXPECT_EQ(trace->origin.lastTime, 131'070.0) << "the last ones";
    std::filesystem::remove(m_path);
    {
        Writer writer(m_path, {.fields = {{.name = "u", .shape = {65'537}}}});
        writer.append(0.0, std::vector<double>(65'537, 1.0));
        writer.close();
    }
    EXPECT_EQ(answer(profileOf("u"))->samples, fastLength(65'537));
}

TEST_F(SpectrumOfFile, OfVeryLongProfilesTheFirstPointsAreTaken)
{
    constexpr std::size_t points = 10'000'000;
    {
        Writer writer(m_path, {.fields = {{.name = "u", .shape = {points}, .type = ElementType::Float32}}});
        std::vector<float> u(points);
        for (std::size_t i = 0; i < points; ++i) {
            u[i] = i < ProfileSamples::kMaxPoints
                       ? std::cos(static_cast<float>(i % 4096) *
                                  static_cast<float>(2.0 * std::numbers::pi / 4096.0))
                       : 1e9F;
        }
        writer.append(0.0, u);
        writer.close();
    }
    const auto result = answer(profileOf("u"));
    EXPECT_EQ(result->origin.notes, std::vector{SampleNote::FirstOnly});
    EXPECT_NEAR(peakOf(*result), 1.0 / 4096.0, 1e-12);
    EXPECT_NEAR(*std::ranges::max_element(result->spectrum.values), 1.0, 1e-4);
}

TEST_F(SpectrumOfFile, SaysWhyThereIsNone)
{
    writeProfiles(m_path, 0.25);
    const auto problem = [this](const SpectrumQuery& wanted) {
        Answering answering(m_path, SpectrumQuery(wanted));
        return answering.answer<QueryResult>()->problem;
    };
    EXPECT_EQ(problem(profileOf("gone")), "There is no field 'gone'.");
    EXPECT_EQ(problem(profileOf("m")), "'m' is no profile: it has 2 dimensions.");
    EXPECT_EQ(problem(traceOf("u", kPoints)), "'u' has no such component.");
    EXPECT_EQ(problem(traceOf("u", 0, Part::Imaginary)), "'u' has no such component.");
    EXPECT_EQ(problem(traceOf("z", 0, Part::Imaginary)), "");
}

} // namespace h5pulse::test
