// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cmath>
#include <limits>

namespace h5pulse::viewer {

/// What tells a run from another one in the same file, as far as it is known.
struct RunIdentity
{
    QString created;                                             ///< empty: not said
    double firstTime = std::numeric_limits<double>::quiet_NaN(); ///< NaN: not known

    /// Whether nothing speaks against it being the same run.
    bool agreesWith(const RunIdentity& other) const
    {
        const bool unknown = std::isnan(firstTime) || std::isnan(other.firstTime);
        return created == other.created && (unknown || firstTime == other.firstTime);
    }
};

/// A step that the user wants to find again. Where the two disagree, the step counts.
struct Bookmark
{
    QString id; ///< unique
    quint64 step = 0;
    double time = std::numeric_limits<double>::quiet_NaN(); ///< NaN: the run has none
    QString note;
    RunIdentity run; ///< that it was made in
};

} // namespace h5pulse::viewer
