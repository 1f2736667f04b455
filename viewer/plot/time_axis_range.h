// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>

namespace h5pulse::viewer {

/// Range of a time axis over the whole run. For a growing run it reaches beyond the last time, so that the
/// axis does not move at each frame.
class TimeAxisRange
{
public:
    void reset();
    /// @param first, last  first and last time (or step) of the run; not finite: the run has no steps
    /// @param growing      the run may get more steps
    /// @param end          expected last time; NaN: unknown
    void cover(double first, double last, bool growing, double end);

    bool valid() const;
    /// First time, and end of the range without margins.
    double first() const { return m_first; }
    double end() const { return m_end; }
    /// Ends of the axis, with margins.
    double lower() const;
    double upper() const;

private:
    double m_first = std::numeric_limits<double>::infinity();
    double m_end = -std::numeric_limits<double>::infinity();
};

} // namespace h5pulse::viewer
