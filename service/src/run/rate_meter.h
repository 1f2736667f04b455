// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <deque>

namespace h5pulse {

/// Speed of a run, from what was seen in the last seconds.
class RateMeter
{
public:
    /// @param window  seconds that are averaged over
    explicit RateMeter(double window = 5.0)
        : m_window(window)
    {
    }

    /// What is known now: `wall` in seconds of a clock that never goes back.
    void add(double wall, std::uint64_t steps, double time, std::uint64_t bytes);
    void reset() { m_samples.clear(); }

    /// Steps in a second of wall time; NaN until known.
    double stepsPerSecond() const;
    /// Bytes in a second of wall time; NaN until known.
    double bytesPerSecond() const;
    /// Simulated time in a second of wall time; NaN until known.
    double timePerSecond() const;
    /// Seconds of wall time until simulated time reaches `endTime`; NaN when that cannot be said.
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

    /// Of what grows, in a second; NaN until known.
    double rateOf(std::uint64_t Sample::*count) const;

    double m_window;
    std::deque<Sample> m_samples;
    Sample m_latest{};
};

} // namespace h5pulse
