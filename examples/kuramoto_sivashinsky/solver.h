// SPDX-License-Identifier: MIT
#pragma once

#include "etdrk4.h"
#include "fourier.h"

#include <complex>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ks {

/// The terms of dE/dt = production - dissipation, which follows from the equation times u, averaged over x.
struct Balance
{
    double energy;      ///< E = 1/(2 L) integral of u^2 dx
    double production;  ///< 1/L integral of u_x^2 dx: the long waves grow
    double dissipation; ///< 1/L integral of u_xx^2 dx: the short waves decay
};

/// Kuramoto-Sivashinsky equation u_t = -u u_x - u_xx - u_xxxx on a periodic domain of length L.
///
/// Fourier-Galerkin in x, without aliasing in products by the 2/3 rule; ETDRK4 in t, of fourth order in the step.
/// A mode of wavenumber k grows at the rate k^2 - k^4. The mean of u is conserved.
class Solver
{
public:
    /// Starts from u = 0. Throws std::invalid_argument for an invalid combination of parameters.
    /// @param points  N, even; kept modes must reach k = 2, where waves decay fast: N >= 3 L / pi
    /// @param length  L
    /// @param step    h of the time
    Solver(std::size_t points, double length, double step);

    /// Sets u at the points x(), and the time to 0. Removes modes that the 2/3 rule does not keep.
    void setState(std::span<const double> u);

    /// Advances by one step.
    void step();

    double time() const { return m_step * static_cast<double>(m_steps); }
    /// Coordinates of the points: x_j = j L / N.
    std::vector<double> x() const;
    /// u at the points x(). Valid until the next call of a non-const member.
    std::span<const double> u();
    /// Balance from the modes (Parseval), exact for the discrete u.
    Balance balance() const;

private:
    using Modes = std::vector<std::complex<double>>;

    /// Computes -u u_x of the given modes.
    void nonlinear(const Modes& v, Modes& out);

    std::size_t m_points;
    double m_length;
    double m_step;
    std::uint64_t m_steps = 0;
    std::size_t m_kept; ///< modes 0 to m_kept - 1 are free of aliasing
    std::vector<double> m_wavenumbers;
    Etdrk4 m_scheme;
    Fourier m_fourier;
    Modes m_v, m_a, m_b, m_c, m_nv, m_na, m_nb, m_nc;
    std::vector<double> m_u, m_work;
};

/// Smooth initial state of Kassam and Trefethen (2005), on one period: cos(s) (1 + sin(s)), s = 2 pi x / L.
std::vector<double> kassamTrefethenState(std::span<const double> x, double length);

/// Another initial state for each seed: random phases of the modes with 0 < k < 1, rms 0.1, mean 0.
std::vector<double> randomState(std::span<const double> x, double length, std::uint64_t seed);

} // namespace ks
