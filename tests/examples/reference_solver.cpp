// SPDX-License-Identifier: MIT
#include "reference_solver.h"

#include <complex>
#include <cstdlib>
#include <numbers>

namespace ks {
namespace {

using Complex = std::complex<double>;
using Modes = std::vector<Complex>; // of wavenumbers -kept to kept, in this order

Complex wave(double turns)
{
    return std::polar(1.0, 2.0 * std::numbers::pi * turns);
}

Modes rate(const Modes& v, double length)
{
    const int kept = static_cast<int>(v.size()) / 2;
    Modes result(v.size());
    for (int m = -kept; m <= kept; ++m) {
        const double k = 2.0 * std::numbers::pi * m / length;
        Complex square = 0.0; // of u, at wavenumber m: sum over p + q = m
        for (int p = -kept; p <= kept; ++p) {
            if (std::abs(m - p) <= kept) {
                square += v[p + kept] * v[m - p + kept];
            }
        }
        result[m + kept] = (k * k - k * k * k * k) * v[m + kept] - Complex(0.0, 0.5 * k) * square;
    }
    return result;
}

Modes sum(const Modes& a, double factor, const Modes& b)
{
    Modes result(a);
    for (std::size_t i = 0; i < a.size(); ++i) {
        result[i] += factor * b[i];
    }
    return result;
}

} // namespace

std::vector<double> referenceSolution(std::span<const double> u, double length, double step,
                                      std::size_t steps)
{
    const int points = static_cast<int>(u.size());
    const int kept = (points - 1) / 3;
    Modes v(2 * kept + 1);
    for (int m = -kept; m <= kept; ++m) {
        for (int j = 0; j < points; ++j) {
            v[m + kept] += u[j] * wave(-static_cast<double>(m) * j / points) / static_cast<double>(points);
        }
    }
    for (std::size_t i = 0; i < steps; ++i) {
        const Modes r1 = rate(v, length);
        const Modes r2 = rate(sum(v, step / 2.0, r1), length);
        const Modes r3 = rate(sum(v, step / 2.0, r2), length);
        const Modes r4 = rate(sum(v, step, r3), length);
        v = sum(sum(sum(sum(v, step / 6.0, r1), step / 3.0, r2), step / 3.0, r3), step / 6.0, r4);
    }
    std::vector<double> result(u.size());
    for (int j = 0; j < points; ++j) {
        for (int m = -kept; m <= kept; ++m) {
            result[j] += (v[m + kept] * wave(static_cast<double>(m) * j / points)).real();
        }
    }
    return result;
}

} // namespace ks
