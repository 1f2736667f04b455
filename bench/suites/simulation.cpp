// SPDX-License-Identifier: MIT
#include "suites/simulation.h"

#include <algorithm>

namespace bench {

Simulation::Simulation(std::size_t oscillators, std::chrono::nanoseconds perStep)
    : m_position(oscillators)
    , m_velocity(oscillators)
{
    m_position[0] = 1.0;
    using Clock = std::chrono::steady_clock;
    auto shortest = std::chrono::nanoseconds::max();
    for (int i = 0; i < 50; ++i) {
        const auto before = Clock::now();
        advance(m_sweeps);
        shortest = std::min<std::chrono::nanoseconds>(shortest, Clock::now() - before);
    }
    m_sweeps = std::max<std::size_t>(1, m_sweeps * static_cast<std::size_t>(perStep.count()) /
                                            static_cast<std::size_t>(std::max<long>(shortest.count(), 1)));
}

void Simulation::advance(std::size_t sweeps)
{
    constexpr double kStep = 1e-3;
    const std::size_t last = m_position.size() - 1;
    for (std::size_t sweep = 0; sweep < sweeps; ++sweep) {
        for (std::size_t i = 0; i <= last; ++i) {
            const double left = i == 0 ? 0.0 : m_position[i - 1], right = i == last ? 0.0 : m_position[i + 1];
            m_velocity[i] += kStep * (left - 2.0 * m_position[i] + right);
        }
        for (std::size_t i = 0; i <= last; ++i) {
            m_position[i] += kStep * m_velocity[i];
        }
    }
}

} // namespace bench
