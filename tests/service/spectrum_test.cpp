// SPDX-License-Identifier: MIT
// Compares spectra with numpy's and with direct sums, and checks their mathematical properties.
#include "spectrum/sample_source.h"
#include "spectrum/transform.h"

#include <h5pulse/service/coordinates.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <numeric>
#include <random>

namespace h5pulse::test {

namespace {

using Quantity = SpectrumQuantity;
using Window = SpectrumWindow;
constexpr double kPi = std::numbers::pi;

void expectNear(const std::vector<double>& found, const std::vector<double>& expected,
                double tolerance = 1e-12)
{
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_NEAR(found[i], expected[i], tolerance) << i;
    }
}

std::vector<double> noise(std::size_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal(3.0, 2.0);
    std::vector<double> values(count);
    std::ranges::generate(values, [&] { return normal(random); });
    return values;
}

/// Integral of a density over all frequencies.
double integral(const Spectrum& spectrum)
{
    return std::reduce(spectrum.values.begin(), spectrum.values.end()) *
           (spectrum.frequencies[1] - spectrum.frequencies[0]);
}

double meanSquare(const std::vector<double>& values, double about)
{
    double sum = 0.0;
    for (const double value : values) {
        sum += (value - about) * (value - about) / static_cast<double>(values.size());
    }
    return sum;
}

double meanOf(const std::vector<double>& values)
{
    return std::reduce(values.begin(), values.end()) / static_cast<double>(values.size());
}

} // namespace

TEST(Spectrum, IsWhatNumpyFinds)
{
    // numpy.fft.rfft of (x - x.mean()) * w, with the factors that spectrum.h names; h = 0.5.
    const Samples samples{{3, 1, 4, 1, 5, 9, 2, 6, 5, 3}, {}, 0.5};
    const Spectrum none = spectrumOf(samples, {Quantity::Amplitude, Window::None, true});
    expectNear(none.frequencies, {0.0, 0.2, 0.4, 0.6, 0.8, 1.0});
    expectNear(none.values, {0.0, 1.8674082562471326, 0.6872118885759942, 1.6102131549891283,
                             2.099461792984053, 0.09999999999999995});
    expectNear(spectrumOf(samples, {Quantity::PowerDensity, Window::None, true}).values,
               {0.0, 8.718033988749891, 1.1806504495004617, 6.481966011250106, 11.019349550499538,
                0.049999999999999954});
    expectNear(spectrumOf(samples, {Quantity::Amplitude, Window::Hann, true}).values,
               {0.7809016994374945, 1.9697381663117137, 1.9852192241696531, 2.996766178881397,
                2.980354245679062, 0.9045084971874735});
    expectNear(spectrumOf(samples, {Quantity::PowerDensity, Window::Hann, true}).values,
               {2.032691547281225, 6.4664474063750585, 6.56849228002127, 14.967679218145687,
                14.804185716228696, 2.7271187382811406});
}

TEST(Spectrum, OfComplexValuesHasBothSidesInAscendingOrder)
{
    // numpy.fft.fftshift(numpy.fft.fft(z)) / 5
    const Samples samples{{1, -1, 0, 0.5, 2}, {2, 0, 3, -1, 0}, 0.5};
    const Spectrum spectrum = spectrumOf(samples, {Quantity::Amplitude, Window::None, false});
    expectNear(spectrum.frequencies, {-0.8, -0.4, 0.0, 0.4, 0.8});
    expectNear(spectrum.values, {0.8715412830199696, 0.6241314739599099, 0.9433981132056604,
                                 0.9602769110588131, 1.043428938304799});
    // A single rotating component of amplitude 3 that turns backwards.
    Samples turning{{}, {}, 1.0};
    for (int n = 0; n < 16; ++n) {
        turning.real.push_back(3.0 * std::cos(2.0 * kPi * 5 * n / 16));
        turning.imaginary.push_back(-3.0 * std::sin(2.0 * kPi * 5 * n / 16));
    }
    const Spectrum line = spectrumOf(turning, {Quantity::Amplitude, Window::None, true});
    const auto peak = std::ranges::max_element(line.values) - line.values.begin();
    EXPECT_EQ(line.frequencies.front(), -0.5);
    EXPECT_EQ(line.frequencies[static_cast<std::size_t>(peak)], -5.0 / 16);
    EXPECT_NEAR(line.values[static_cast<std::size_t>(peak)], 3.0, 1e-12);
}

TEST(Spectrum, IsWhatTheSumSaysForAnyLength)
{
    for (const std::size_t count : {4UL, 5UL, 17UL, 30UL, 97UL}) {
        const std::vector<double> values = noise(count, static_cast<unsigned>(count));
        const Spectrum spectrum = spectrumOf({values, {}, 1.0}, {Quantity::Amplitude, Window::None, false});
        ASSERT_EQ(spectrum.values.size(), count / 2 + 1);
        for (std::size_t k = 0; k < spectrum.values.size(); ++k) {
            std::complex<double> sum;
            for (std::size_t n = 0; n < count; ++n) {
                sum += values[n] *
                       std::polar(1.0, -2.0 * kPi * static_cast<double>(k * n) / static_cast<double>(count));
            }
            const double sides = k == 0 || 2 * k == count ? 1.0 : 2.0;
            EXPECT_NEAR(spectrum.values[k], sides * std::abs(sum) / static_cast<double>(count), 1e-12)
                << count << ' ' << k;
        }
    }
}

TEST(Spectrum, ASineOfAmplitudeAGivesAPeakOfA)
{
    constexpr std::size_t count = 400;
    Samples samples{std::vector<double>(count), {}, 0.01};
    for (std::size_t n = 0; n < count; ++n) {
        samples.real[n] = 7.0 + 2.5 * std::sin(2.0 * kPi * 12.5 * 0.01 * static_cast<double>(n) + 0.3);
    }
    for (const Window window : {Window::None, Window::Hann}) {
        const Spectrum spectrum = spectrumOf(samples, {Quantity::Amplitude, window, true});
        const auto peak = std::ranges::max_element(spectrum.values) - spectrum.values.begin();
        EXPECT_NEAR(spectrum.frequencies[static_cast<std::size_t>(peak)], 12.5, 1e-12);
        EXPECT_NEAR(spectrum.values[static_cast<std::size_t>(peak)], 2.5, 1e-12);
        EXPECT_NEAR(spectrum.frequencies.back(), 50.0, 1e-12) << "half of the sampling rate";
    }
    const Spectrum withMean = spectrumOf(samples, {Quantity::Amplitude, Window::None, false});
    EXPECT_NEAR(withMean.values.front(), 7.0, 1e-12);
}

TEST(Spectrum, ADensityIntegratesToTheVariance)
{
    for (const std::size_t count : {256UL, 255UL, 1000UL}) {
        const std::vector<double> values = noise(count, 5);
        const double mean = meanOf(values);
        const double variance = meanSquare(values, mean);
        for (const double spacing : {1.0, 0.02, 300.0}) {
            const SpectrumOptions options{Quantity::PowerDensity, Window::None, true};
            EXPECT_NEAR(integral(spectrumOf({values, {}, spacing}, options)), variance, 1e-12 * variance);
            const SpectrumOptions raw{Quantity::PowerDensity, Window::None, false};
            EXPECT_NEAR(integral(spectrumOf({values, {}, spacing}, raw)), meanSquare(values, 0.0),
                        1e-12 * meanSquare(values, 0.0));
        }
        // A two-sided spectrum includes the variance of both parts.
        const std::vector<double> other = noise(count, 6);
        const double both = variance + meanSquare(other, meanOf(other));
        EXPECT_NEAR(integral(spectrumOf({values, other, 0.5}, {Quantity::PowerDensity, Window::None, true})),
                    both, 1e-12 * both);
        // With a window, the integral is the weighted mean square.
        double weighed = 0.0;
        double weights = 0.0;
        for (std::size_t n = 0; n < count; ++n) {
            const double w = std::pow(std::sin(kPi * static_cast<double>(n) / static_cast<double>(count)), 2);
            weighed += w * w * (values[n] - mean) * (values[n] - mean);
            weights += w * w;
        }
        EXPECT_NEAR(integral(spectrumOf({values, {}, 0.5}, {Quantity::PowerDensity, Window::Hann, true})),
                    weighed / weights, 1e-12 * variance);
    }
}

TEST(Spectrum, TakesWhatIsNotFiniteAsTheMeanAndCountsIt)
{
    std::vector<double> values = noise(64, 1);
    values[3] = NAN;
    values[10] = INFINITY;
    std::vector<double> expected = values;
    double mean = 0.0;
    for (const double value : values) {
        mean += std::isfinite(value) ? value / 62.0 : 0.0;
    }
    expected[3] = expected[10] = mean;
    const SpectrumOptions options{Quantity::Amplitude, Window::None, true};
    const Spectrum found = spectrumOf({values, {}, 1.0}, options);
    EXPECT_EQ(found.nonFinite, 2U);
    expectNear(found.values, spectrumOf({expected, {}, 1.0}, options).values);
}

TEST(Spectrum, RefusesWhatHasNone)
{
    const SpectrumOptions options;
    EXPECT_EQ(spectrumOf({{1, 2, 3}, {}, 1.0}, options).problem,
              "A spectrum needs at least 4 values; there are 3.");
    EXPECT_NE(spectrumOf({}, options).problem, "");
    EXPECT_EQ(spectrumOf({{NAN, NAN, INFINITY, NAN}, {}, 1.0}, options).problem,
              "None of the values is finite: there is no spectrum.");
    const Spectrum huge = spectrumOf({{1e300, -1e300, 1e300, -1e300}, {}, 1.0}, {Quantity::PowerDensity});
    EXPECT_NE(huge.problem, "") << "their squares are no doubles";
    EXPECT_TRUE(huge.values.empty());
}

TEST(Spectrum, IsThereForTheLargestAndTheSmallestNumbers)
{
    for (const double size : {1e308, 1.0, 1e-308, 1e-320}) {
        const std::vector<double> values{size, -size, size, -size, size, -size};
        const Spectrum spectrum = spectrumOf({values, {}, 1.0}, {Quantity::Amplitude, Window::None, true});
        EXPECT_EQ(spectrum.problem, "") << size;
        ASSERT_EQ(spectrum.values.size(), 4U);
        EXPECT_NEAR(spectrum.values.back() / size, 1.0, 1e-3) << size;
    }
    const Spectrum constant =
        spectrumOf({{5, 5, 5, 5, 5}, {}, 1.0}, {Quantity::Amplitude, Window::None, true});
    EXPECT_EQ(*std::ranges::max_element(constant.values), 0.0);
}

TEST(Spectrum, ThinnedOutKeepsPeaksAndTheLowestFrequencies)
{
    Spectrum spectrum;
    constexpr std::size_t count = 1'000'000;
    for (std::size_t i = 0; i < count; ++i) {
        spectrum.frequencies.push_back(static_cast<double>(i) * 1e-6);
        spectrum.values.push_back(i % 2 == 0 ? 1.0 : 2.0);
    }
    spectrum.values[777'777] = 9.0;
    const Spectrum whole = spectrum;
    thinOut(spectrum);
    EXPECT_LE(spectrum.values.size(), 200'000U);
    ASSERT_EQ(spectrum.values.size(), spectrum.frequencies.size());
    EXPECT_TRUE(std::ranges::is_sorted(spectrum.frequencies));
    EXPECT_TRUE(std::equal(whole.values.begin(), whole.values.begin() + 50'000, spectrum.values.begin()));
    const auto peak = std::ranges::max_element(spectrum.values) - spectrum.values.begin();
    EXPECT_EQ(spectrum.frequencies[static_cast<std::size_t>(peak)], whole.frequencies[777'777]);
}

TEST(Fourier, LengthsThatTakeLongAreCutALittle)
{
    EXPECT_EQ(fastLength(0), 0U);
    EXPECT_EQ(fastLength(4'093), 4'093U) << "a prime that is small enough";
    EXPECT_EQ(fastLength(51'000), 51'000U) << "17 does well at this length";
    EXPECT_EQ(fastLength(std::size_t{1} << 20U), std::size_t{1} << 20U);
    EXPECT_EQ(fastLength(1'001'000), 1'001'000U) << "7, 11 and 13 do well";
    for (const std::size_t slow : {65'521UL, 131'071UL, 1'048'573UL, 4'194'301UL}) { // primes
        const std::size_t length = fastLength(slow);
        EXPECT_LT(length, slow);
        EXPECT_GT(length, slow - slow / 100);
        std::size_t rest = length;
        std::size_t factor = 2; // in the end the largest prime factor
        while (rest > factor) {
            rest % factor == 0 ? rest /= factor : ++factor;
        }
        EXPECT_TRUE(factor <= 13 || length * factor <= std::size_t{1} << 24U)
            << slow << " becomes " << length;
    }
}

TEST(SampleGrid, KnowsEvenPointsFromOthers)
{
    EXPECT_EQ(uniformSpacing(std::vector{0.0, 0.5, 1.0, 1.5}), 0.5);
    EXPECT_EQ(uniformSpacing(std::vector{3.0, 2.0, 1.0}), -1.0);
    std::vector<double> sums{1e6}; // times as sums of a step, like those of a simulation
    for (int k = 0; k < 1000; ++k) {
        sums.push_back(sums.back() + 0.1);
    }
    EXPECT_NEAR(uniformSpacing(sums).value_or(NAN), 0.1, 1e-6);
    EXPECT_FALSE(uniformSpacing(std::vector{0.0, 0.5, 1.01, 1.5}));
    EXPECT_FALSE(uniformSpacing(std::vector{0.0, 0.0, 0.0}));
    EXPECT_FALSE(uniformSpacing(std::vector<double>{0.0, NAN, 1.0}));
    EXPECT_FALSE(uniformSpacing(std::vector{1.0}));
    EXPECT_FALSE(uniformSpacing({}));
}

TEST(SampleGrid, ResamplesAlongLines)
{
    const std::vector<double> points{0.0, 1.0, 4.0};
    expectNear(resample(points, std::vector{0.0, 10.0, 40.0}), {0.0, 20.0, 40.0});
    expectNear(resample(points, std::vector{5.0, 1.0, 7.0}), {5.0, 3.0, 7.0});
    expectNear(resample(std::vector{0.0, 1.0, 1.0, 2.0, 4.0}, std::vector{0.0, 1.0, 5.0, 6.0, 8.0}),
               {0.0, 5.0, 6.0, 7.0, 8.0});
    EXPECT_TRUE(canResample(points));
    EXPECT_TRUE(canResample(std::vector{0.0, 1.0, 1.0, 3.0}));
    EXPECT_FALSE(canResample(std::vector{0.0, 2.0, 1.0}));
    EXPECT_FALSE(canResample(std::vector<double>{0.0, NAN, 1.0}));
    EXPECT_FALSE(canResample(std::vector{1.0, 1.0}));
}

} // namespace h5pulse::test
