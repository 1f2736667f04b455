// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace.h"

#include <array>
#include <span>

namespace h5pulse::viewer {

/// A value over any number of steps in bounded memory, such that its drawing does not change.
///
/// Consecutive steps share a bucket, which keeps their first, smallest, largest and last finite value, each
/// with its step and time; these four make the drawn line exact to the pixel as long as buckets are narrower
/// than a pixel (Jugel et al., "M4: a visualization-oriented time series data aggregation", VLDB 2014).
/// Buckets hold one step each until there are `capacity` of them; then neighbours merge and buckets hold
/// twice as many steps.
class DecimatedTrace
{
public:
    static constexpr std::size_t kDefaultCapacity = 4096;

    /// @param capacity  number of buckets, even and at least 2
    explicit DecimatedTrace(std::size_t capacity = kDefaultCapacity);

    /// Adds the next steps. Both ranges have the same length.
    void append(std::span<const double> times, std::span<const double> values);

    /// Steps added.
    std::uint64_t steps() const { return m_steps; }
    /// Values that are not finite.
    std::uint64_t nonFinite() const { return m_nonFinite; }
    /// False after a time that is not finite or lower than the one before.
    bool timesAscend() const { return m_timesAscend; }
    std::uint64_t stepsPerBucket() const { return m_stepsPerBucket; }
    std::size_t buckets() const { return m_buckets.size(); }

    /// What to draw, at most four points a bucket in order of steps. A bucket without a finite value gives
    /// one NaN.
    std::vector<TracePoint> points() const;

private:
    struct Bucket
    {
        TracePoint first, low, high, last;
        bool any = false; ///< has a finite value
    };

    void add(double time, double value);
    static void merge(Bucket& into, const Bucket& later);
    void halve();

    std::size_t m_capacity;
    std::vector<Bucket> m_buckets;
    std::uint64_t m_stepsPerBucket = 1;
    std::uint64_t m_steps = 0;
    std::uint64_t m_nonFinite = 0;
    double m_lastTime;
    bool m_timesAscend = true;
};

} // namespace h5pulse::viewer
