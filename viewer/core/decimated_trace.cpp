// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decimated_trace.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

DecimatedTrace::DecimatedTrace(std::size_t capacity)
    : m_capacity(std::max<std::size_t>(2, capacity + capacity % 2))
    , m_lastTime(-std::numeric_limits<double>::infinity())
{
}

void DecimatedTrace::append(std::span<const double> times, std::span<const double> values)
{
    const std::size_t count = std::min(times.size(), values.size());
    for (std::size_t i = 0; i < count; ++i) {
        add(times[i], values[i]);
    }
}

void DecimatedTrace::add(double time, double value)
{
    // A full last bucket or none: start one, after making room.
    if (m_steps == m_buckets.size() * m_stepsPerBucket) {
        if (m_buckets.size() == m_capacity) {
            halve();
        }
        if (m_steps == m_buckets.size() * m_stepsPerBucket) {
            const TracePoint gap{m_steps, time, std::numeric_limits<double>::quiet_NaN()};
            m_buckets.push_back({gap, gap, gap, gap, false});
        }
    }
    if (std::isfinite(value)) {
        const TracePoint point{m_steps, time, value};
        merge(m_buckets.back(), {point, point, point, point, true});
    } else {
        ++m_nonFinite;
    }
    m_timesAscend = m_timesAscend && std::isfinite(time) && time >= m_lastTime;
    m_lastTime = time;
    ++m_steps;
}

void DecimatedTrace::merge(Bucket& into, const Bucket& later)
{
    if (!later.any) {
        return;
    }
    if (!into.any) {
        into = later;
        return;
    }
    if (later.low.value < into.low.value) {
        into.low = later.low;
    }
    if (later.high.value > into.high.value) {
        into.high = later.high;
    }
    into.last = later.last;
}

void DecimatedTrace::halve()
{
    const std::size_t half = m_buckets.size() / 2;
    for (std::size_t i = 0; i < half; ++i) {
        Bucket merged = m_buckets[2 * i];
        merge(merged, m_buckets[2 * i + 1]);
        m_buckets[i] = merged;
    }
    m_buckets.resize(half);
    m_stepsPerBucket *= 2;
}

std::vector<TracePoint> DecimatedTrace::points() const
{
    std::vector<TracePoint> result;
    result.reserve(m_buckets.size() * (m_stepsPerBucket == 1 ? 1 : 4));
    for (const Bucket& bucket : m_buckets) {
        const bool lowFirst = bucket.low.step < bucket.high.step;
        const std::array ordered{bucket.first, lowFirst ? bucket.low : bucket.high,
                                 lowFirst ? bucket.high : bucket.low, bucket.last};
        const std::size_t start = result.size();
        for (const TracePoint& point : ordered) {
            if (result.size() == start || point.step != result.back().step) {
                result.push_back(point);
            }
        }
    }
    return result;
}

} // namespace h5pulse::viewer
