// SPDX-License-Identifier: MIT
#include "step_clock.h"

#include "statistics.h"

#include <ctime>

namespace bench {

StepClock::StepClock(std::size_t steps)
    : m_nanoseconds(steps)
{
    m_nanoseconds.clear(); // keeps the memory, whose pages are already mapped
}

StepTimes StepClock::summary()
{
    std::ranges::sort(m_nanoseconds);
    const auto at = [this](std::size_t share) { return 1e-9 * quantile(m_nanoseconds, share); };
    return {at(5'000), at(9'990), at(9'999), at(10'000)};
}

double StepClock::middle()
{
    std::ranges::sort(m_nanoseconds);
    const std::size_t first = m_nanoseconds.size() / 4, last = m_nanoseconds.size() - first;
    double sum = 0.0;
    for (std::size_t i = first; i < last; ++i) {
        sum += m_nanoseconds[i];
    }
    return 1e-9 * sum / static_cast<double>(last - first);
}

double StepClock::timerCost()
{
    StepClock clock(100'000);
    clock.start();
    for (int i = 0; i < 100'000; ++i) {
        clock.lap();
    }
    return clock.middle();
}

double processCpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

} // namespace bench
