// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <vector>

namespace bench {

/// A simulation with a fixed amount of work per step, a chain of oscillators, so that any slowdown shows.
class Simulation
{
public:
    /// Determines the amount of work that takes `perStep` on this machine when nothing disturbs it.
    Simulation(std::size_t oscillators, std::chrono::nanoseconds perStep);

    void advance() { advance(m_sweeps); }
    std::span<const double> state() const { return m_position; }

private:
    void advance(std::size_t sweeps);

    std::vector<double> m_position;
    std::vector<double> m_velocity;
    std::size_t m_sweeps = 1'000;
};

} // namespace bench
