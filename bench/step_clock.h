// SPDX-License-Identifier: MIT
#pragma once

#include "contestants/contestant.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace bench {

/// Times each step with one reading of the clock, from the end of the previous step to its own end. A time
/// thus contains the cost of one reading, timerCost(), and of the loop.
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

    /// Mean of the middle half of the times: a median finer than the clock, which may tick every 10 ns.
    double middle();

    /// Middle of the times of lap() without work between two calls, in seconds.
    static double timerCost();

private:
    using Clock = std::chrono::steady_clock;

    Clock::time_point m_last{};
    std::vector<float> m_nanoseconds;
};

/// Processor time of this process so far, of all threads, in seconds.
double processCpuSeconds();

} // namespace bench
