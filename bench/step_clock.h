// SPDX-License-Identifier: MIT
#pragma once

#include "contestants/contestant.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace bench {

/// Times each step with one reading of the clock: from the end of the step before to its own end. So a time
/// contains the cost of one reading, timerCost(), and of the loop.
class StepClock
{
public:
    explicit StepClock(std::size_t steps);

    void start() { m_last = Clock::now(); }
    void lap()
    {
        const auto now = Clock::now();
        m_nanoseconds.push_back(std::chrono::duration<float, std::nano>(now - m_last).count());
        m_last = now;
    }

    StepTimes summary();

    /// Mean of the middle half of all: a median that is finer than the clock, which may tick in 10 ns.
    double middle();

    /// Middle of the time that lap() takes when there is nothing between two calls, in seconds.
    static double timerCost();

private:
    using Clock = std::chrono::steady_clock;

    Clock::time_point m_last{};
    std::vector<float> m_nanoseconds;
};

/// Processor time of this process so far, of all its threads, in seconds.
double processCpuSeconds();

} // namespace bench
