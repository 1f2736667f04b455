// SPDX-License-Identifier: MIT
#include "long_run.h"

#include <cmath>

namespace h5pulse::test {

LongRun::LongRun(Kind kind, const std::filesystem::path& path, std::size_t chunk)
{
    if (kind == Kind::Own) {
        m_own = std::make_unique<Writer>(path, RunSpec{.fields = {{.name = "energy"}}});
    } else {
        m_foreign = std::make_unique<ForeignRun>(path, chunk);
    }
}

void LongRun::append(std::size_t steps)
{
    std::normal_distribution<double> noise;
    const std::size_t first = m_values.size();
    for (std::size_t step = first; step < first + steps; ++step) {
        const auto k = static_cast<double>(step);
        m_times.push_back(1e-3 * (k + 0.4 * std::sin(k)));
        // Each spike has another value, so that a test can identify it.
        const double spike = 100.0 + k * 1e-6;
        m_values.push_back(!isSpike(step) ? noise(m_random) : step % 2 == 0 ? spike : -spike);
        if (m_own) {
            m_own->append(m_times.back(), m_values.back());
        }
    }
    if (m_own) {
        m_own->commit();
    } else {
        m_foreign->append(std::span(m_times).subspan(first), std::span(m_values).subspan(first));
    }
}

} // namespace h5pulse::test
