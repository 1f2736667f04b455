// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cmath>
#include <limits>

namespace h5pulse::viewer {

/// Distinguishes runs that were written to the same file one after another.
struct RunIdentity
{
    QString created;                                             ///< empty: not given
    double firstTime = std::numeric_limits<double>::quiet_NaN(); ///< NaN: unknown

    /// Whether both may be the same run: all known values are equal.
    bool agreesWith(const RunIdentity& other) const
    {
        const bool unknown = std::isnan(firstTime) || std::isnan(other.firstTime);
        return created == other.created && (unknown || firstTime == other.firstTime);
    }
};

/// A step that the user wants to find again, with a note. `step` determines the position; `time` is for
/// display.
struct Bookmark
{
    QString id; ///< unique
    quint64 step = 0;
    double time = std::numeric_limits<double>::quiet_NaN(); ///< NaN: the run has no times
    QString note;
    RunIdentity run; ///< the run in which the bookmark was made
};

} // namespace h5pulse::viewer
