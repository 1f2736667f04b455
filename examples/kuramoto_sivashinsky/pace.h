// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>

namespace ks {

/// Asks for SIGINT and SIGTERM to be noted instead of ending the program.
void noteStopSignals();

/// The signal that asked the program to stop, or 0.
int stopSignal() noexcept;

/// Holds a loop back to a number of steps a second, so that a person can watch.
class Pace
{
public:
    /// @param stepsPerSecond  0: no holding back
    explicit Pace(double stepsPerSecond);

    /// Waits until the given step is due, or a stop signal came.
    void waitFor(std::size_t step) const;

private:
    using Clock = std::chrono::steady_clock;
    double m_stepsPerSecond;
    Clock::time_point m_start;
};

} // namespace ks
