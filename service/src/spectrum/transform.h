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
    std::vector<double> imaginary; ///< empty: they are real
    double spacing = 1.0;          ///< above 0
};

/// Normalised so that it depends neither on the number of values nor on the window function: with w[n] the
/// window (Hann: 0.5 - 0.5 cos(2 pi n / N)), X[k] the transform of w[n] x[n], h the spacing,
///
/// - amplitude: |X[k]| / sum(w), one-sided twice that but at 0 and at the highest frequency of an even N. A
/// sine of
///   amplitude A whose frequency is one of the spectrum's gives a peak of A.
/// - power spectral density: |X[k]|^2 h / sum(w^2), one-sided twice that in the same way. Times the distance
/// of
///   frequencies, 1 / (N h), it adds up to the mean square of x (to the variance, where the mean is removed);
///   with a window to the square as the window weighs it.
///
/// See G. Heinzel, A. Ruediger, R. Schilling, Spectrum and spectral density estimation by the discrete
/// Fourier transform, 2002, sections 8 and 9.
///
/// What is not finite counts as the mean, so that one value that is missing does not hide all others.
Spectrum spectrumOf(Samples samples, const SpectrumOptions& options);

/// Fewer values than this have no spectrum worth the name.
inline constexpr std::size_t kMinSamples = 4;

/// Thins out what is too fine to be drawn: the lowest frequencies stay as they are, and of each block of the
/// others the smallest and the largest value, so that no peak is lost.
void thinOut(Spectrum& spectrum);

/// X[k] = sum over n of x[n] exp(-2 pi i k n / N), not normalised. By FFTW, on the calling thread; any number
/// of threads may call it. At most 2^31 - 1 values, at least one.
///
/// Of real values only k = 0 to N / 2, as the others are their conjugates.
std::vector<std::complex<double>> fourierTransform(std::vector<double> values);
std::vector<std::complex<double>> fourierTransform(std::vector<std::complex<double>> values);

/// The largest number of values, up to `count`, whose transform takes no longer than its size says: short
/// ones all, of long ones those without prime factors above 13. Less than a hundredth is lost.
std::size_t fastLength(std::size_t count);

} // namespace h5pulse
