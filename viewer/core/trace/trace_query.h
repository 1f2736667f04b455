// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/query.h"
#include "core/trace/trace.h"

namespace h5pulse::viewer {

/// Which traces are wanted, in this order. Those of unknown fields and components are skipped.
struct TracesWanted
{
    std::vector<TraceId> ids{};
    std::optional<TraceWindow> window{}; ///< the part of the run that is looked at; none: all
    std::size_t pixels = 1000;           ///< that it is drawn on

    friend bool operator==(const TracesWanted&, const TracesWanted&) = default;
};

/// Components of fields over the whole run, each extreme in the picture. Answered with a TraceSet; traces that were
/// wanted before keep what was read.
class TraceQuery : public QueryOf<TracesWanted>
{
public:
    using QueryOf::QueryOf;
    std::unique_ptr<QueryRunner> start(const RunDescriptionPtr& run) const override;
};

} // namespace h5pulse::viewer
