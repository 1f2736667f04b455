// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/spectrum.h>

#include <complex>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace h5pulse {

/// Evenly spaced values.
struct Samples
{
    std::vector<double> real;
    std::vector<double> imaginary; ///< empty: the values are real
    double spacing = 1.0;          ///< positive
};

/// Computes a spectrum. The normalisation does not depend on the number of values N or on the window
/// function. With the window w[n] (Hann: 0.5 - 0.5 cos(2 pi n / N)), the transform X[k] of w[n] x[n], and the
/// spacing h:
///
/// - Amplitude: |X[k]| / sum(w). One-sided spectra have twice this, except at 0 and at the highest frequency
///   of an even N. A sine of amplitude A at a frequency of the spectrum gives a peak of A.
/// - Power spectral density: |X[k]|^2 h / sum(w^2), with the same factor for one-sided spectra. The sum over
///   all frequencies, times their distance 1 / (N h), is the mean square of x, or the variance if the mean is
///   removed. With a window function, it is the mean square weighted by w^2.
///
/// See G. Heinzel, A. Ruediger, R. Schilling, Spectrum and spectral density estimation by the discrete
/// Fourier transform, 2002, sections 8 and 9.
///
/// Non-finite values are replaced by the mean, so that one missing value does not hide all others.
Spectrum spectrumOf(Samples samples, const SpectrumOptions& options);

/// Minimum number of values of a spectrum.
inline constexpr std::size_t kMinSamples = 4;

/// Thins out a long spectrum for drawing. The lowest frequencies are kept. Each block of higher frequencies
/// keeps its smallest and largest value, so that no peak is lost.
void thinOut(Spectrum& spectrum);

/// X[k] = sum over n of x[n] exp(-2 pi i k n / N), not normalised, computed by Eigen. For 1 to 2^31 - 1
/// values. Thread-safe.
///
/// The transform of real values has only k = 0 to N / 2, because the others are complex conjugates.
std::vector<std::complex<double>> fourierTransform(const std::vector<double>& values);
std::vector<std::complex<double>> fourierTransform(const std::vector<std::complex<double>>& values);

/// The largest number of values up to `count` whose transform is fast: without prime factors above 13, or with larger
/// ones that take little time at this length, as for all lengths up to 4096. This loses less than 1 % of the values.
std::size_t fastLength(std::size_t count);

} // namespace h5pulse
