// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/over_time.h>

#include <array>

namespace h5pulse {

/// Quantity that summarises a field at a step. Complex fields are summarised by their magnitudes.
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

/// The measures over all steps that have been read.
struct DiagnosticsResult : OverTimeResult
{
    DiagnosticsQuery query;
    /// In the order of kMeasures. A bin is a single step that was read, or a block of the overview with
    /// lowest minimum, highest maximum, mean and number of non-finite values.
    std::array<std::vector<TraceBin>, kMeasures.size()> series{};
    bool hasOverview = false; ///< true: only norm and change come from single steps

    const std::vector<TraceBin>& of(Measure measure) const
    {
        return series[static_cast<std::size_t>(measure)];
    }
};

} // namespace h5pulse
