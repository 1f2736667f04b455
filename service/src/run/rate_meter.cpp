// SPDX-License-Identifier: MIT
#include "run/rate_meter.h"

#include <cmath>
#include <limits>

namespace h5pulse {

namespace {
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr double kMinSpan = 0.25; // seconds; too short for batched commits otherwise
} // namespace

void RateMeter::add(double wall, std::uint64_t steps, double time, std::uint64_t bytes)
{
    m_latest = {wall, steps, time, bytes};
    if (m_samples.empty() || wall - m_samples.back().wall >= kSampleDistance) {
        m_samples.push_back(m_latest);
    }
    while (m_samples.size() > 2 && wall - m_samples.front().wall > m_window) {
        m_samples.pop_front();
    }
}

double RateMeter::rateOf(std::uint64_t Sample::*count) const
{
    if (m_samples.empty() || m_latest.wall - m_samples.front().wall < kMinSpan ||
        m_latest.*count < m_samples.front().*count) {
        return kUnknown;
    }
    return static_cast<double>(m_latest.*count - m_samples.front().*count) /
           (m_latest.wall - m_samples.front().wall);
}

double RateMeter::stepsPerSecond() const
{
    return rateOf(&Sample::steps);
}

double RateMeter::bytesPerSecond() const
{
    return rateOf(&Sample::bytes);
}

double RateMeter::timePerSecond() const
{
    if (m_samples.empty() || m_latest.wall - m_samples.front().wall < kMinSpan) {
        return kUnknown;
    }
    return (m_latest.time - m_samples.front().time) / (m_latest.wall - m_samples.front().wall);
}

double RateMeter::secondsUntil(double endTime) const
{
    const double rate = timePerSecond();
    const double left = endTime - m_latest.time;
    if (!std::isfinite(left) || !(rate > 0.0)) {
        return kUnknown;
    }
    return left > 0.0 ? left / rate : 0.0;
}

} // namespace h5pulse
