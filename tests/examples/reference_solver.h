// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace ks {

/// The Kuramoto-Sivashinsky equation once more, by other means and slowly: the quadratic term as a sum over
/// triads of modes without any FFT, classical Runge-Kutta in time. Nothing is shared with Solver but the
/// equation.
///
/// @param u       values at length j / N
/// @param length  L
/// @param step    small: classical RK4 is stable for step * (k^4 - k^2) < 2.78 at the largest kept k
/// @param steps   number of steps
/// @return        values at the same points afterwards; modes of N/3 and more are taken out
std::vector<double> referenceSolution(std::span<const double> u, double length, double step,
                                      std::size_t steps);

} // namespace ks
