// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace h5pulse::viewer {

/// Steady range of an axis over data that changes with each frame. It grows at once, to round numbers with a
/// margin. It shrinks only when the data has needed much less for a while.
class AutoRange
{
public:
    /// @param margin  added at both ends, relative to the extent of the data; the ends are then rounded
    ///                outwards. 0: the extent of the data, not rounded
    explicit AutoRange(double margin = 0.06)
        : m_margin(margin)
    {
    }

    /// Takes the extent of the drawn data. Non-finite extents change nothing.
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
