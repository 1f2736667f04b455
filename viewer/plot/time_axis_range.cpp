// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/time_axis_range.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {
constexpr double kAhead = 1.25; // new extent of the axis of a growing run, relative to its data
}

void TimeAxisRange::reset()
{
    *this = TimeAxisRange();
}

void TimeAxisRange::cover(double first, double last, bool growing, double end)
{
    m_first = first;
    if (!growing) {
        m_end = last;
    } else if (last > m_end) {
        m_end = first + kAhead * (last - first);
        if (end >= last) {
            m_end = std::min(m_end, end);
        }
        if (!std::isfinite(m_end)) { // overflow
            m_end = last;
        }
    }
}

bool TimeAxisRange::valid() const
{
    return std::isfinite(m_first) && std::isfinite(m_end);
}

double TimeAxisRange::lower() const
{
    return m_end > m_first ? m_first : m_first - 0.5;
}

double TimeAxisRange::upper() const
{
    const double extent = m_end - m_first;
    return m_end + (extent > 0.0 ? 0.005 * extent : 0.5);
}

} // namespace h5pulse::viewer
