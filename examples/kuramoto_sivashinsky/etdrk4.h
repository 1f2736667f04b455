// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

namespace ks {

/// Coefficients of the exponential time differencing scheme ETDRK4 for dv/dt = c v + N(v), one value per
/// mode.
///
/// Scheme: S. M. Cox and P. C. Matthews, J. Comput. Phys. 176 (2002) 430-455. The differences that cancel for
/// small c h are evaluated as means over a circle in the complex plane: A.-K. Kassam and L. N. Trefethen,
/// "Fourth-order time-stepping for stiff PDEs", SIAM J. Sci. Comput. 26 (2005) 1214-1233.
struct Etdrk4
{
    std::vector<double> e;  ///< exp(c h)
    std::vector<double> e2; ///< exp(c h / 2)
    std::vector<double> q;  ///< weight of N in the half steps
    std::vector<double> f1; ///< weight of N at the start of the step
    std::vector<double> f2; ///< half the weight of the sum of N at the two midpoints
    std::vector<double> f3; ///< weight of N at the end

    /// @param linear  c of each mode, real
    /// @param step    h, > 0
    Etdrk4(std::span<const double> linear, double step);
};

} // namespace ks
