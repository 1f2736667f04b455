// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace h5pulse::viewer {

/// Range of an axis over data that changes all the time, without jumping at each frame: it grows at once, to
/// round numbers with a margin, and shrinks only when the data needed much less of it for a while.
class AutoRange
{
public:
    /// @param margin  added at both ends, as a part of the data's extent; the ends are then rounded outwards.
    ///                0: the data's own extent, not rounded
    explicit AutoRange(double margin = 0.06)
        : m_margin(margin)
    {
    }

    /// Takes the extent of the data drawn now. Extents that are not finite change nothing.
    void include(double lower, double upper);
    void reset() { m_valid = false; }

    bool valid() const { return m_valid; }
    double lower() const { return m_lower; }
    double upper() const { return m_upper; }

private:
    void fit(double lower, double upper);

    double m_margin;
    bool m_valid = false;
    double m_lower = 0.0;
    double m_upper = 1.0;
    int m_roomyFrames = 0;
};

} // namespace h5pulse::viewer
