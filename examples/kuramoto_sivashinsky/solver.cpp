// SPDX-License-Identifier: MIT
#include "solver.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <stdexcept>
#include <string>

namespace ks {
namespace {

constexpr double kTwoPi = 2.0 * std::numbers::pi;
constexpr double kResolvedWavenumber = 2.0;

std::vector<double> wavenumbers(std::size_t points, double length, double step)
{
    if (!(length > 0.0) || !std::isfinite(length)) {
        throw std::invalid_argument("the length must be a positive number");
    }
    if (!(step > 0.0) || !std::isfinite(step)) {
        throw std::invalid_argument("the step must be a positive number");
    }
    const double fewest = 3.0 * kResolvedWavenumber * length / kTwoPi;
    if (points % 2 != 0 || points < 8 || static_cast<double>(points) < fewest || points > (1U << 24)) {
        throw std::invalid_argument("a length of " + std::to_string(length) +
                                    " needs an even number of points, 8 or more, not below " +
                                    std::to_string(static_cast<long>(std::ceil(fewest))) + ", at most 2^24");
    }
    std::vector<double> k(points / 2 + 1);
    for (std::size_t m = 0; m < k.size(); ++m) {
        k[m] = kTwoPi * static_cast<double>(m) / length;
    }
    return k;
}

std::vector<double> growthRates(std::span<const double> k)
{
    std::vector<double> rates;
    for (const double each : k) {
        rates.push_back(each * each * (1.0 - each * each));
    }
    return rates;
}

} // namespace

Solver::Solver(std::size_t points, double length, double step)
    : m_points(points)
    , m_length(length)
    , m_step(step)
    , m_kept((points + 2) / 3) // m < N/3: no sum of two kept modes aliases to a kept mode
    , m_wavenumbers(wavenumbers(points, length, step))
    , m_scheme(growthRates(m_wavenumbers), step)
    , m_fourier(points)
    , m_u(points)
    , m_work(points)
{
    for (Modes* modes : {&m_v, &m_a, &m_b, &m_c, &m_nv, &m_na, &m_nb, &m_nc}) {
        modes->resize(m_wavenumbers.size());
    }
}

void Solver::setState(std::span<const double> u)
{
    if (u.size() != m_points) {
        throw std::invalid_argument("the state must have one value per point");
    }
    m_fourier.forward(u, m_v);
    std::fill(m_v.begin() + static_cast<std::ptrdiff_t>(m_kept), m_v.end(), 0.0);
    m_steps = 0;
}

void Solver::nonlinear(const Modes& v, Modes& out)
{
    m_fourier.backward(v, m_work);
    for (double& value : m_work) {
        value *= value;
    }
    m_fourier.forward(m_work, out);
    for (std::size_t m = 0; m < m_kept; ++m) {
        out[m] *= std::complex<double>(0.0, -0.5 * m_wavenumbers[m]); // -(u^2 / 2)_x
    }
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(m_kept), out.end(), 0.0);
}

void Solver::step()
{
    const Etdrk4& s = m_scheme;
    nonlinear(m_v, m_nv);
    for (std::size_t m = 0; m < m_kept; ++m) {
        m_a[m] = s.e2[m] * m_v[m] + s.q[m] * m_nv[m];
    }
    nonlinear(m_a, m_na);
    for (std::size_t m = 0; m < m_kept; ++m) {
        m_b[m] = s.e2[m] * m_v[m] + s.q[m] * m_na[m];
    }
    nonlinear(m_b, m_nb);
    for (std::size_t m = 0; m < m_kept; ++m) {
        m_c[m] = s.e2[m] * m_a[m] + s.q[m] * (2.0 * m_nb[m] - m_nv[m]);
    }
    nonlinear(m_c, m_nc);
    for (std::size_t m = 0; m < m_kept; ++m) {
        m_v[m] =
            s.e[m] * m_v[m] + s.f1[m] * m_nv[m] + 2.0 * s.f2[m] * (m_na[m] + m_nb[m]) + s.f3[m] * m_nc[m];
    }
    ++m_steps;
}

std::vector<double> Solver::x() const
{
    std::vector<double> x(m_points);
    for (std::size_t j = 0; j < m_points; ++j) {
        x[j] = m_length * static_cast<double>(j) / static_cast<double>(m_points);
    }
    return x;
}

std::span<const double> Solver::u()
{
    m_fourier.backward(m_v, m_u);
    return m_u;
}

Balance Solver::balance() const
{
    Balance balance{0.5 * std::norm(m_v[0]), 0.0, 0.0};
    for (std::size_t m = 1; m < m_kept; ++m) {
        const double power = 2.0 * std::norm(m_v[m]); // of the modes m and -m
        const double k2 = m_wavenumbers[m] * m_wavenumbers[m];
        balance.energy += 0.5 * power;
        balance.production += k2 * power;
        balance.dissipation += k2 * k2 * power;
    }
    return balance;
}

std::vector<double> kassamTrefethenState(std::span<const double> x, double length)
{
    std::vector<double> u;
    for (const double each : x) {
        const double s = kTwoPi * each / length;
        u.push_back(std::cos(s) * (1.0 + std::sin(s)));
    }
    return u;
}

std::vector<double> randomState(std::span<const double> x, double length, std::uint64_t seed)
{
    constexpr double kRms = 0.1;
    std::mt19937_64 random(seed);
    std::vector<double> u(x.size(), 0.0);
    const auto unstable = static_cast<int>(std::ceil(length / kTwoPi)) - 1;
    const int modes = std::max(1, unstable);
    for (int m = 1; m <= modes; ++m) {
        // Unlike std::uniform_real_distribution, this gives the same numbers with every standard library.
        const double phase = kTwoPi * std::ldexp(static_cast<double>(random() >> 11), -53);
        for (std::size_t j = 0; j < x.size(); ++j) {
            u[j] += kRms * std::sqrt(2.0 / modes) * std::cos(kTwoPi * m * x[j] / length + phase);
        }
    }
    return u;
}

} // namespace ks
