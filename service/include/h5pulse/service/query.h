// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/diagnostics.h>
#include <h5pulse/service/frame.h>
#include <h5pulse/service/histogram.h>
#include <h5pulse/service/information.h>
#include <h5pulse/service/map.h>
#include <h5pulse/service/search.h>
#include <h5pulse/service/spectrum.h>
#include <h5pulse/service/table.h>
#include <h5pulse/service/trace.h>

#include <map>
#include <variant>

namespace h5pulse {

/// Anything that a view can ask about a run: a plain value, with == for "asks the same".
using Query =
    std::variant<FrameQuery, FrameSetQuery, MatchedFrameQuery, TraceQuery, MapQuery, DiagnosticsQuery,
                 SpectrumQuery, TableQuery, InformationQuery, NonFiniteQuery, ThresholdQuery, HistogramQuery>;

/// A query and its number, which the asker chooses. A new number asks for the answer again, even to the same query.
struct NumberedQuery
{
    std::uint64_t number = 0;
    Query query;
};

/// Queries by the name of the asker.
using Queries = std::map<std::string, NumberedQuery>;

/// A result, and the number of the query that it answers.
struct QueryReply
{
    std::uint64_t number = 0;
    std::uint64_t request = 0; ///< RunRequest::number that was in force
    QueryResultPtr result;
};

using QueryReplies = std::map<std::string, QueryReply>;

} // namespace h5pulse
