// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scale/auto_range.h"

#include <h5pulse/service/data_extent.h>

#include <optional>
#include <utility>

namespace h5pulse::viewer {

/// By what an axis chooses its range.
enum class ScaleMode {
    Steady,    ///< grows at once, shrinks after a while: see AutoRange
    EachFrame, ///< what is drawn now
    WholeRun,  ///< all that was seen of the run
    Common,    ///< what is drawn now, without the lowest and the highest hundredth
    Fixed      ///< what the user gave
};

/// Range of an axis over data that changes, linear or logarithmic.
///
/// Ranges are in the units of the plot, which are those of the data times factor(): plots cannot draw values
/// near the ends of what a double can hold.
class AutoScale
{
public:
    using Range = std::pair<double, double>;

    /// @param margin  as for AutoRange
    /// @param before, after  added to the range at its ends, as a part of its extent
    explicit AutoScale(double margin, double before = 0.0, double after = 0.0)
        : m_before(before)
        , m_after(after)
        , m_steady(margin)
    {
    }

    void setMode(ScaleMode mode) { change(m_mode, mode); }
    void setLogarithmic(bool logarithmic) { change(m_logarithmic, logarithmic); }
    /// Zero is in the middle of a linear range.
    void setCentred(bool centred) { change(m_centred, centred); }
    /// A linear range does not begin below zero: for values that cannot.
    void setNotNegative(bool notNegative) { change(m_notNegative, notNegative); }
    /// For ScaleMode::Fixed, in the units of the data.
    void setFixed(Range range) { change(m_fixed, range); }

    /// Takes what is drawn now.
    void include(const DataExtent& now);
    /// Takes what was seen of the run elsewhere.
    void includeOfRun(const DataExtent& seen);
    /// Fits what is drawn now, whatever was drawn before.
    void refit();
    /// Forgets all data.
    void restart();

    /// None: there is nothing that could be shown.
    std::optional<Range> range() const;
    /// A power of ten; 1 for all but extreme data.
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
    /// Of the data that counts, in its own units.
    Range wanted() const;
    void chooseFactor();

    ScaleMode m_mode = ScaleMode::Steady;
    bool m_logarithmic = false;
    bool m_centred = false;
    bool m_notNegative = false;
    Range m_fixed{0.0, 1.0};
    double m_before;
    double m_after;
    AutoRange m_steady; // in units of the plot; of a logarithmic axis the decimal logarithms
    DataExtent m_now;
    DataExtent m_run;
    double m_factor = 1.0;
};

/// Whether a plot can show such a range of the data. Of logarithmic ones both ends have to be positive.
bool canShow(AutoScale::Range range, bool logarithmic);

} // namespace h5pulse::viewer
