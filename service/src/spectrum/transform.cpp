// SPDX-License-Identifier: MIT
#include "spectrum/transform.h"

#include "frames/reduce.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <unsupported/Eigen/FFT>

namespace h5pulse {

namespace {

constexpr std::size_t kKeptWhole = kMaxProfilePoints / 2;

std::vector<double> windowOf(SpectrumWindow window, std::size_t count)
{
    std::vector<double> weights(count, 1.0);
    if (window == SpectrumWindow::Hann) {
        for (std::size_t n = 0; n < count; ++n) {
            const double turn = static_cast<double>(n) / static_cast<double>(count);
            weights[n] = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * turn);
        }
    }
    return weights;
}

/// Scales the values to the order of 1, so that their squares and sums do not overflow, and replaces
/// non-finite values by the mean.
class Preparation
{
public:
    explicit Preparation(Samples& samples)
        : m_parts{&samples.real, &samples.imaginary}
        , m_count(samples.real.size())
        , m_isComplex(!samples.imaginary.empty())
    {
        for (std::size_t n = 0; n < m_count; ++n) {
            if (isFinite(n)) {
                ++m_finite;
                forParts([&](std::vector<double>& part, double&) {
                    m_scale = std::max(m_scale, std::abs(part[n]));
                });
            }
        }
        m_scale = m_scale > 0.0 ? m_scale : 1.0;
    }

    std::size_t finite() const { return m_finite; }
    double scale() const { return m_scale; }

    void prepare(bool removeMean)
    {
        for (std::size_t n = 0; n < m_count; ++n) {
            if (isFinite(n)) {
                forParts([&](std::vector<double>& part, double& mean) {
                    part[n] /= m_scale;
                    mean += part[n] / static_cast<double>(m_finite);
                });
            }
        }
        for (std::size_t n = 0; n < m_count; ++n) {
            const bool finite = isFinite(n);
            forParts([&](std::vector<double>& part, double& mean) {
                part[n] = (finite ? part[n] : mean) - (removeMean ? mean : 0.0);
            });
        }
    }

private:
    bool isFinite(std::size_t n) const
    {
        return std::isfinite((*m_parts[0])[n]) && (!m_isComplex || std::isfinite((*m_parts[1])[n]));
    }

    void forParts(auto&& work)
    {
        work(*m_parts[0], m_means[0]);
        if (m_isComplex) {
            work(*m_parts[1], m_means[1]);
        }
    }

    std::vector<double>* m_parts[2];
    double m_means[2] = {0.0, 0.0};
    std::size_t m_count;
    bool m_isComplex;
    std::size_t m_finite = 0;
    double m_scale = 0.0;
};

/// |X[k]| of the weighted values.
std::vector<double> magnitudes(Samples samples, const std::vector<double>& weights)
{
    const std::size_t count = weights.size();
    std::vector<std::complex<double>> transformed;
    if (samples.imaginary.empty()) {
        for (std::size_t n = 0; n < count; ++n) {
            samples.real[n] *= weights[n];
        }
        transformed = fourierTransform(samples.real);
    } else {
        std::vector<std::complex<double>> values(count);
        for (std::size_t n = 0; n < count; ++n) {
            values[n] = {samples.real[n] * weights[n], samples.imaginary[n] * weights[n]};
        }
        transformed = fourierTransform(values);
        // Starts with the lowest, negative frequency.
        const auto lowest = transformed.begin() + static_cast<std::ptrdiff_t>((count + 1) / 2);
        std::rotate(transformed.begin(), lowest, transformed.end());
    }
    std::vector<double> result(transformed.size());
    std::ranges::transform(transformed, result.begin(), [](const auto& z) { return std::abs(z); });
    return result;
}

/// A transform without normalisation. Eigen's plan is its own, so that threads share nothing.
template <typename Value>
std::vector<std::complex<double>> transform(const std::vector<Value>& values)
{
    Eigen::FFT<double> fft;
    fft.SetFlag(Eigen::FFT<double>::HalfSpectrum); // of real values
    std::vector<std::complex<double>> result;
    fft.fwd(result, values);
    return result;
}

std::size_t largestPrimeFactor(std::size_t number)
{
    std::size_t largest = 1;
    for (std::size_t factor = 2; factor * factor <= number; ++factor) {
        for (; number % factor == 0; number /= factor) {
            largest = factor;
        }
    }
    return std::max(largest, number);
}

/// A prime factor p of N values costs N p steps.
bool isFast(std::size_t count)
{
    constexpr std::size_t kSmallFactor = 13;
    constexpr std::size_t kShortTime = std::size_t{1} << 24U; // steps
    const std::size_t factor = largestPrimeFactor(count);
    return factor <= kSmallFactor || count <= kShortTime / factor;
}

} // namespace

Spectrum spectrumOf(Samples samples, const SpectrumOptions& options)
{
    const std::size_t count = samples.real.size();
    const bool twoSided = !samples.imaginary.empty();
    const double spacing = samples.spacing;
    Spectrum spectrum;
    if (count < kMinSamples) {
        spectrum.problem = "A spectrum needs at least " + std::to_string(kMinSamples) +
                           " values; there are " + std::to_string(count) + ".";
        return spectrum;
    }
    Preparation preparation(samples);
    spectrum.nonFinite = count - preparation.finite();
    if (preparation.finite() == 0) {
        spectrum.problem = "None of the values is finite: there is no spectrum.";
        return spectrum;
    }
    preparation.prepare(options.removeMean);

    const std::vector<double> weights = windowOf(options.window, count);
    const double sum = std::reduce(weights.begin(), weights.end());
    const double squares = std::transform_reduce(weights.begin(), weights.end(), 0.0, std::plus<>(),
                                                 [](double w) { return w * w; });
    spectrum.values = magnitudes(std::move(samples), weights);
    spectrum.frequencies.resize(spectrum.values.size());
    const double scale = preparation.scale();
    const double lowest = twoSided ? static_cast<double>(count / 2) : 0.0;
    for (std::size_t i = 0; i < spectrum.values.size(); ++i) {
        spectrum.frequencies[i] = (static_cast<double>(i) - lowest) / static_cast<double>(count) / spacing;
        double& value = spectrum.values[i];
        const bool twice = !twoSided && i > 0 && 2 * i < count;
        if (options.quantity == SpectrumQuantity::Amplitude) {
            value = (twice ? 2.0 : 1.0) * value / sum * scale;
        } else {
            value = (twice ? 2.0 : 1.0) * value * value / squares * scale * spacing * scale;
        }
    }
    if (!std::ranges::all_of(spectrum.values, [](double value) { return std::isfinite(value); })) {
        spectrum.problem = "The values are too large for this spectrum: it has no finite numbers.";
        spectrum.values.clear();
        spectrum.frequencies.clear();
    }
    return spectrum;
}

void thinOut(Spectrum& spectrum)
{
    if (spectrum.values.size() <= kMaxProfilePoints) {
        return;
    }
    const auto cut = static_cast<std::ptrdiff_t>(kKeptWhole);
    Frame rest;
    rest.real.assign(spectrum.values.begin() + cut, spectrum.values.end());
    rest.x = std::make_shared<const std::vector<double>>(spectrum.frequencies.begin() + cut,
                                                         spectrum.frequencies.end());
    reduceProfile(rest, {.pixels = (kMaxProfilePoints - kKeptWhole) / 2});
    spectrum.values.resize(kKeptWhole);
    spectrum.values.insert(spectrum.values.end(), rest.real.begin(), rest.real.end());
    spectrum.frequencies.resize(kKeptWhole);
    spectrum.frequencies.insert(spectrum.frequencies.end(), rest.x->begin(), rest.x->end());
}

std::vector<std::complex<double>> fourierTransform(const std::vector<double>& values)
{
    return transform(values);
}

std::vector<std::complex<double>> fourierTransform(const std::vector<std::complex<double>>& values)
{
    return transform(values);
}

std::size_t fastLength(std::size_t count)
{
    while (!isFast(count)) {
        --count;
    }
    return count;
}

} // namespace h5pulse
