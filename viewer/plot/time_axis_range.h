// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>

namespace h5pulse::viewer {

/// Range of an axis over the whole run: ahead of one that grows, so that it need not move at each frame.
class TimeAxisRange
{
public:
    void reset();
    /// @param first, last  times (or steps) that there are; not finite: there are none
    /// @param growing      more may come
    /// @param end          expected last time; NaN: not known
    void cover(double first, double last, bool growing, double end);

    bool valid() const;
    /// From the first time that there is to where there may be one.
    double first() const { return m_first; }
    double end() const { return m_end; }
    /// The same with margins, for an axis.
    double lower() const;
    double upper() const;

private:
    double m_first = std::numeric_limits<double>::infinity();
    double m_end = -std::numeric_limits<double>::infinity();
};

} // namespace h5pulse::viewer
