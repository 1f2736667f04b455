// SPDX-License-Identifier: MIT
#include "etdrk4.h"

#include <cmath>
#include <complex>
#include <cstddef>
#include <numbers>

namespace ks {

Etdrk4::Etdrk4(std::span<const double> linear, double step)
{
    // 32 points on the upper half of the unit circle; the lower half gives the complex conjugates.
    constexpr int kContourPoints = 32;
    for (const double c : linear) {
        std::complex<double> sumQ, sum1, sum2, sum3;
        for (int j = 0; j < kContourPoints; ++j) {
            const auto z = c * step + std::polar(1.0, std::numbers::pi * (j + 0.5) / kContourPoints);
            const auto ez = std::exp(z);
            const auto z3 = z * z * z;
            sumQ += (std::exp(z / 2.0) - 1.0) / z;
            sum1 += (-4.0 - z + ez * (4.0 - 3.0 * z + z * z)) / z3;
            sum2 += (2.0 + z + ez * (-2.0 + z)) / z3;
            sum3 += (-4.0 - 3.0 * z - z * z + ez * (4.0 - z)) / z3;
        }
        const double scale = step / kContourPoints;
        e.push_back(std::exp(c * step));
        e2.push_back(std::exp(c * step / 2.0));
        q.push_back(scale * sumQ.real());
        f1.push_back(scale * sum1.real());
        f2.push_back(scale * sum2.real());
        f3.push_back(scale * sum3.real());
    }
}

} // namespace ks
