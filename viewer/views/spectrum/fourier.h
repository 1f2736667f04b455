// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <cstddef>
#include <vector>

namespace h5pulse::viewer {

/// X[k] = sum over n of x[n] exp(-2 pi i k n / N), not normalised. By FFTW, on the calling thread; any number
/// of threads may call it. At most 2^31 - 1 values, at least one.
///
/// Of real values only k = 0 to N / 2, as the others are their conjugates.
std::vector<std::complex<double>> fourierTransform(std::vector<double> values);
std::vector<std::complex<double>> fourierTransform(std::vector<std::complex<double>> values);

/// The largest number of values, up to `count`, whose transform takes no longer than its size says: short
/// ones all, of long ones those without prime factors above 13. Less than a hundredth is lost.
std::size_t fastLength(std::size_t count);

} // namespace h5pulse::viewer
