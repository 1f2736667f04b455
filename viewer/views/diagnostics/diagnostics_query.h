// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/over_time_runner.h"
#include "views/diagnostics/measures.h"
#include "views/view_data.h"

#include <optional>
#include <utility>

namespace h5pulse::viewer {

struct DiagnosticsWanted
{
    QString field;
    std::optional<TraceWindow> window{}; ///< the stretch of the run that is looked at; none: all
    std::size_t pixels = 1000;           ///< that the stretch is drawn on

    friend bool operator==(const DiagnosticsWanted&, const DiagnosticsWanted&) = default;
};

/// As far as it was read.
struct DiagnosticsResult : OverTimeResult
{
    DiagnosticsWanted wanted;
    /// Of each of kMeasures. Single steps where they were read; else what the overview has of several: of
    /// minima the lowest, of maxima the highest, of means the mean, of values that are not finite the number.
    std::array<std::vector<TraceBin>, kMeasures.size()> series{};
    bool hasOverview = false; ///< then only norms are of single steps

    const std::vector<TraceBin>& of(Measure measure) const
    {
        return series[static_cast<std::size_t>(measure)];
    }
};

/// How a field develops, in numbers.
class DiagnosticsQuery : public QueryOf<DiagnosticsWanted>
{
public:
    using QueryOf::QueryOf;

    std::unique_ptr<QueryRunner> start(const RunDescriptionPtr& run) const override;
};

/// The steps that were read, each with all that is known of it: measures of several steps belong to the row
/// of the first step in them.
/// @param columns  measures, and their headlines
ViewData tableOf(const DiagnosticsResult& result, const std::vector<std::pair<Measure, QString>>& columns);

} // namespace h5pulse::viewer
