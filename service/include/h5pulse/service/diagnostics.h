// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/over_time.h>

#include <array>

namespace h5pulse {

/// A number that sums up a field at a step. Of complex fields, of the magnitudes.
enum class Measure { Minimum, Maximum, Mean, Norm, Change, NonFinite };

inline constexpr std::array kMeasures{Measure::Minimum, Measure::Maximum, Measure::Mean,
                                      Measure::Norm,    Measure::Change,  Measure::NonFinite};

/// Asks for all measures of a field over time. Answered with a DiagnosticsResult.
struct DiagnosticsQuery
{
    std::string field;
    std::optional<TraceWindow> window{}; ///< the part of the run that is shown; none: all
    std::size_t pixels = 1000;           ///< width of the window

    friend bool operator==(const DiagnosticsQuery&, const DiagnosticsQuery&) = default;
};

/// The measures as far as they were read.
struct DiagnosticsResult : OverTimeResult
{
    DiagnosticsQuery query;
    /// In the order of kMeasures. Single steps where they were read; else the overview's summary of several: the
    /// lowest minimum, the highest maximum, the mean, the number of values that are not finite.
    std::array<std::vector<TraceBin>, kMeasures.size()> series{};
    bool hasOverview = false; ///< then only norm and change are of single steps

    const std::vector<TraceBin>& of(Measure measure) const
    {
        return series[static_cast<std::size_t>(measure)];
    }
};

} // namespace h5pulse
