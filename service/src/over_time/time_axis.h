// SPDX-License-Identifier: MIT
#pragma once

#include "over_time/row_bins.h"

#include <cstdint>
#include <vector>

namespace h5pulse {

/// Times of steps, from reductions of the times. Times are exact at the edges of the bins and interpolated
/// between them, with an error of less than a pixel.
class TimeAxis
{
public:
    /// For runs without times: the time of a step is its number.
    TimeAxis() = default;
    /// @param whole   times of all steps
    /// @param window  times of some steps in finer bins; may be empty
    TimeAxis(const RowBins& whole, const RowBins& window);

    /// False if times are not finite, or decrease from bin to bin.
    bool ascends() const { return m_ascends; }
    /// Whether any time is known.
    bool isKnown() const { return !m_hasTimes || !m_knots.empty(); }

    /// Gives the times of steps in ascending order.
    class Walk
    {
    public:
        explicit Walk(const TimeAxis& axis)
            : m_axis(axis)
        {
        }
        double timeOf(std::uint64_t step);

    private:
        const TimeAxis& m_axis;
        std::size_t m_next = 0; // the first knot that is not before the step
    };

private:
    struct Knot
    {
        std::uint64_t step;
        double time;
    };

    void add(const RowBins& times, std::uint64_t first, std::uint64_t end);

    bool m_hasTimes = false;
    bool m_ascends = true;
    std::vector<Knot> m_knots;
};

} // namespace h5pulse
