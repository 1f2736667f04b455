// SPDX-License-Identifier: MIT
#include "reference_solver.h"

#include <solver.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace {

using ks::Solver;

constexpr double kPi = std::numbers::pi;

std::vector<double> copy(std::span<const double> values)
{
    return {values.begin(), values.end()};
}

double mean(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double largestDifference(std::span<const double> a, std::span<const double> b)
{
    double largest = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        largest = std::max(largest, std::abs(a[i] - b[i]));
    }
    return largest;
}

/// Runs from the smooth initial state to `time`.
std::vector<double> run(std::size_t points, double length, double time, int steps)
{
    Solver solver(points, length, time / steps);
    solver.setState(ks::kassamTrefethenState(solver.x(), length));
    for (int i = 0; i < steps; ++i) {
        solver.step();
    }
    return copy(solver.u());
}

TEST(KuramotoSivashinskySolver, AgreesWithAnIndependentMethod)
{
    // Errors: of the reference (1e-3 * k^4)^4 of fast decaying modes, below 1e-9; of ETDRK4 with h = 0.005
    // the same.
    const double length = 22.0;
    const double time = 20.0;
    Solver solver(48, length, 0.005);
    const auto initial = ks::kassamTrefethenState(solver.x(), length);
    solver.setState(initial);
    for (int i = 0; i < 4000; ++i) {
        solver.step();
    }
    const auto expected = ks::referenceSolution(initial, length, 0.002, 10000);
    EXPECT_NEAR(solver.time(), time, 1e-9);
    EXPECT_GT(largestDifference(initial, expected), 0.5) << "the run must be long enough to mean something";
    EXPECT_LT(largestDifference(solver.u(), expected), 1e-7);
}

TEST(KuramotoSivashinskySolver, IsOfFourthOrderInTheStep)
{
    const double length = 32.0 * kPi;
    const double time = 16.0;
    // Kept modes reach k = 1.9 and h k^4 < 1.8, so that no mode is stiff and the order shows at once.
    const auto exact = run(96, length, time, 16000);
    const double coarse = largestDifference(run(96, length, time, 128), exact);
    const double middle = largestDifference(run(96, length, time, 256), exact);
    const double fine = largestDifference(run(96, length, time, 512), exact);
    EXPECT_LT(coarse, 1e-5);
    EXPECT_NEAR(std::log2(coarse / middle), 4.0, 0.2);
    EXPECT_NEAR(std::log2(middle / fine), 4.0, 0.2);
}

TEST(KuramotoSivashinskySolver, KeepsItsOrderInTheLimitWhereModesAreStiff)
{
    // Modes with h k^4 > 1 lower the order to between 2 and 4: M. Hochbruck and A. Ostermann, SIAM J. Numer.
    // Anal. 43 (2005) 1069-1090. With k up to 5.3 it is nearly 4 again at h = 1/128.
    const double length = 32.0 * kPi;
    const auto exact = run(256, length, 16.0, 16000);
    const double asByDefault = largestDifference(run(256, length, 16.0, 160), exact);
    const double middle = largestDifference(run(256, length, 16.0, 16 * 64), exact);
    const double fine = largestDifference(run(256, length, 16.0, 16 * 128), exact);
    EXPECT_LT(asByDefault, 2e-6);
    EXPECT_NEAR(std::log2(middle / fine), 3.75, 0.25);
}

TEST(KuramotoSivashinskySolver, SmallWavesGrowAsLinearTheorySays)
{
    const double length = 32.0 * kPi;
    const std::vector<int> numbers{2, 8, 11, 15, 16, 17, 24};
    for (const int number : numbers) {
        const double k = 2.0 * kPi * number / length;
        Solver solver(256, length, 0.1);
        auto u = solver.x();
        std::ranges::transform(u, u.begin(), [k](double x) { return 1e-7 * std::cos(k * x); });
        solver.setState(u);
        const double before = solver.balance().energy;
        for (int i = 0; i < 50; ++i) {
            solver.step();
        }
        // Energy goes as amplitude squared. Corrections are of the order of the amplitude, 1e-7.
        const double rate = 0.5 * std::log(solver.balance().energy / before) / solver.time();
        EXPECT_NEAR(rate, k * k - k * k * k * k, 1e-6) << "mode " << number;
    }
}

TEST(KuramotoSivashinskySolver, EnergyIsBalanced)
{
    // Simpson over two steps of dE/dt = P - D: the error is of the fourth order in h, as the scheme's.
    const auto worst = [](double step) {
        Solver solver(256, 32.0 * kPi, step);
        solver.setState(ks::kassamTrefethenState(solver.x(), 32.0 * kPi));
        for (int i = 0; i < std::lround(80.0 / step); ++i) {
            solver.step();
        }
        double largest = 0.0;
        for (int i = 0; i < std::lround(10.0 / step); ++i) {
            const auto a = solver.balance();
            solver.step();
            const auto b = solver.balance();
            solver.step();
            const auto c = solver.balance();
            const double change = (c.energy - a.energy) / (2.0 * step);
            const double terms = ((a.production - a.dissipation) + 4.0 * (b.production - b.dissipation) +
                                  (c.production - c.dissipation)) /
                                 6.0;
            largest = std::max(largest, std::abs(change - terms));
        }
        return largest;
    };
    const double coarse = worst(0.1);
    const double fine = worst(0.05);
    EXPECT_LT(coarse, 1e-3);
    EXPECT_GT(std::log2(coarse / fine), 3.0);
}

TEST(KuramotoSivashinskySolver, BalanceIsTheMeanOfTheFields)
{
    // u = 0.3 + cos(3 q x) + sin(5 q x): E = 0.09/2 + 1/4 + 1/4, and so on.
    const double length = 40.0;
    const double q = 2.0 * kPi / length;
    Solver solver(64, length, 0.1);
    auto u = solver.x();
    std::ranges::transform(u, u.begin(),
                           [q](double x) { return 0.3 + std::cos(3.0 * q * x) + std::sin(5.0 * q * x); });
    solver.setState(u);
    const auto balance = solver.balance();
    EXPECT_NEAR(balance.energy, 0.045 + 0.5, 1e-14);
    EXPECT_NEAR(balance.production, (9.0 + 25.0) * std::pow(q, 2) / 2.0, 1e-14);
    EXPECT_NEAR(balance.dissipation, (81.0 + 625.0) * std::pow(q, 4) / 2.0, 1e-14);
    EXPECT_LT(largestDifference(solver.u(), u), 1e-14);
}

TEST(KuramotoSivashinskySolver, MeanIsConserved)
{
    Solver solver(128, 32.0 * kPi, 0.1);
    auto u = ks::randomState(solver.x(), 32.0 * kPi, 7);
    std::ranges::transform(u, u.begin(), [](double value) { return value + 0.25; });
    solver.setState(u);
    for (int i = 0; i < 2000; ++i) {
        solver.step();
    }
    EXPECT_NEAR(mean(solver.u()), 0.25, 1e-12);
}

TEST(KuramotoSivashinskySolver, ChaosIsBoundedAndStationary)
{
    // Published values for large L: rms of u about 1.3, |u| below 4, and production equals dissipation on
    // average.
    Solver solver(256, 32.0 * kPi, 0.1);
    solver.setState(ks::randomState(solver.x(), 32.0 * kPi, 1));
    double energy = 0.0;
    double production = 0.0;
    double dissipation = 0.0;
    double largest = 0.0;
    const int settle = 2000;
    const int samples = 20000;
    for (int i = 0; i < settle + samples; ++i) {
        solver.step();
        if (i < settle) {
            continue;
        }
        const auto balance = solver.balance();
        energy += balance.energy / samples;
        production += balance.production / samples;
        dissipation += balance.dissipation / samples;
        for (const double value : solver.u()) {
            largest = std::max(largest, std::abs(value));
        }
    }
    EXPECT_NEAR(std::sqrt(2.0 * energy), 1.3, 0.1);
    EXPECT_NEAR(production / dissipation, 1.0, 0.01);
    EXPECT_GT(largest, 2.5);
    EXPECT_LT(largest, 4.0);
}

TEST(KuramotoSivashinskySolver, RandomStatesDifferBySeedAlone)
{
    const Solver solver(256, 100.0, 0.1);
    const auto a = ks::randomState(solver.x(), 100.0, 1);
    EXPECT_EQ(a, ks::randomState(solver.x(), 100.0, 1));
    EXPECT_NE(a, ks::randomState(solver.x(), 100.0, 2));
    double square = 0.0;
    for (const double value : a) {
        square += value * value / static_cast<double>(a.size());
    }
    EXPECT_NEAR(std::sqrt(square), 0.1, 1e-12);
    EXPECT_NEAR(mean(a), 0.0, 1e-15);
}

TEST(KuramotoSivashinskySolver, RefusesWhatMakesNoSense)
{
    EXPECT_THROW(Solver(255, 100.0, 0.1), std::invalid_argument);
    EXPECT_THROW(Solver(64, 100.0, 0.1), std::invalid_argument) << "does not reach k = 2";
    EXPECT_THROW(Solver(256, 0.0, 0.1), std::invalid_argument);
    EXPECT_THROW(Solver(256, std::nan(""), 0.1), std::invalid_argument);
    EXPECT_THROW(Solver(256, 100.0, 0.0), std::invalid_argument);
    EXPECT_THROW(Solver(256, 100.0, INFINITY), std::invalid_argument);
    Solver solver(256, 100.0, 0.1);
    EXPECT_THROW(solver.setState(std::vector<double>(255)), std::invalid_argument);
}

} // namespace
