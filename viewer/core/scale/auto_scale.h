// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scale/auto_range.h"

#include <h5pulse/service/data_extent.h>

#include <optional>
#include <utility>

namespace h5pulse::viewer {

/// Rule by which an axis chooses its range.
enum class ScaleMode {
    Steady,    ///< grows at once, shrinks after a while: see AutoRange
    EachFrame, ///< fits the drawn data
    WholeRun,  ///< fits all data of the run that has been read
    Common,    ///< fits the drawn data without the lowest and the highest 1 %
    Fixed      ///< the limits that the user entered
};

/// Computes the range of a linear or logarithmic axis over changing data.
///
/// Ranges are in the units of the plot, which are those of the data times factor(), because QCustomPlot
/// cannot draw values near the limits of double.
class AutoScale
{
public:
    using Range = std::pair<double, double>;

    /// @param margin  as for AutoRange
    /// @param before, after  margins added below and above the range, relative to its extent
    explicit AutoScale(double margin, double before = 0.0, double after = 0.0)
        : m_before(before)
        , m_after(after)
        , m_steady(margin)
    {
    }

    void setMode(ScaleMode mode) { change(m_mode, mode); }
    void setLogarithmic(bool logarithmic) { change(m_logarithmic, logarithmic); }
    /// Puts zero in the middle of a linear range.
    void setCentred(bool centred) { change(m_centred, centred); }
    /// Keeps a linear range from beginning below zero, for values that are never negative.
    void setNotNegative(bool notNegative) { change(m_notNegative, notNegative); }
    /// Sets the range of ScaleMode::Fixed, in the units of the data.
    void setFixed(Range range) { change(m_fixed, range); }

    /// Takes the extent of the drawn data.
    void include(const DataExtent& now);
    /// Takes the extent of other data of the run.
    void includeOfRun(const DataExtent& seen);
    /// Fits the drawn data again, regardless of earlier data.
    void refit();
    /// Forgets all data.
    void restart();

    /// nullopt: no data can be shown.
    std::optional<Range> range() const;
    /// Factor from data to plot: 1, or a power of ten for extreme data.
    double factor() const { return m_factor; }

private:
    void change(auto& member, const auto& value)
    {
        if (member != value) {
            member = value;
            refit();
        }
    }
    void update();
    /// Range of the data that the mode uses, in the units of the data.
    Range wanted() const;
    void chooseFactor();

    ScaleMode m_mode = ScaleMode::Steady;
    bool m_logarithmic = false;
    bool m_centred = false;
    bool m_notNegative = false;
    Range m_fixed{0.0, 1.0};
    double m_before;
    double m_after;
    AutoRange m_steady; // in units of the plot; decimal logarithms for a logarithmic axis
    DataExtent m_now;
    DataExtent m_run;
    double m_factor = 1.0;
};

/// Whether a plot can show a range of the data. On a logarithmic axis both ends must be positive.
bool canShow(AutoScale::Range range, bool logarithmic);

} // namespace h5pulse::viewer
