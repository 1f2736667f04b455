// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <deque>

namespace h5pulse {

/// Measures the speed of a run over the last seconds.
class RateMeter
{
public:
    /// @param window  duration of the average in seconds
    explicit RateMeter(double window = 5.0)
        : m_window(window)
    {
    }

    /// Adds the current state of the run.
    /// @param wall  seconds of a steady clock
    void add(double wall, std::uint64_t steps, double time, std::uint64_t bytes);
    void reset() { m_samples.clear(); }

    /// Steps per second of wall time; NaN until known.
    double stepsPerSecond() const;
    /// Bytes per second of wall time; NaN until known.
    double bytesPerSecond() const;
    /// Simulated time per second of wall time; NaN until known.
    double timePerSecond() const;
    /// Seconds of wall time until simulated time reaches `endTime`; NaN: unknown.
    double secondsUntil(double endTime) const;

private:
    struct Sample
    {
        double wall;
        std::uint64_t steps;
        double time;
        std::uint64_t bytes;
    };
    static constexpr double kSampleDistance = 0.1; // seconds; bounds the number of samples

    /// Growth of a count per second; NaN until known.
    double rateOf(std::uint64_t Sample::*count) const;

    double m_window;
    std::deque<Sample> m_samples;
    Sample m_latest{};
};

} // namespace h5pulse
