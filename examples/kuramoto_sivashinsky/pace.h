// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>

namespace ks {

/// Records SIGINT and SIGTERM instead of letting them end the program.
void noteStopSignals();

/// The signal that asked the program to stop, or 0.
int stopSignal() noexcept;

/// Limits a loop to a number of steps per second, so that a person can watch.
class Pace
{
public:
    /// @param stepsPerSecond  0: no limit
    explicit Pace(double stepsPerSecond);

    /// Waits until the given step is due or a stop signal arrives.
    void waitFor(std::size_t step) const;

private:
    using Clock = std::chrono::steady_clock;
    double m_stepsPerSecond;
    Clock::time_point m_start;
};

} // namespace ks
