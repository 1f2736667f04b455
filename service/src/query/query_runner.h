// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>
#include <h5pulse/service/query.h>

#include <functional>

namespace h5pulse {

/// The state of the run that an answer is for.
struct QueryTarget
{
    std::uint64_t steps = 0;  ///< of the run
    std::uint64_t cursor = 0; ///< the current step; below steps, if there are any
    bool live = false;        ///< the run grows and the cursor follows it

    friend bool operator==(const QueryTarget&, const QueryTarget&) = default;
};

/// Answers a query on the service's thread, a piece at a time. All calls may throw what the Reader throws.
class QueryRunner
{
public:
    virtual ~QueryRunner() = default;

    /// Whether the answer depends on the cursor; false: only on the steps.
    virtual bool followsCursor() const = 0;
    /// True: setTarget() is called only when the run has steps.
    virtual bool needsSteps() const { return true; }
    /// Minimum milliseconds between updates for a growing run, because faster updates are not visible.
    virtual std::int64_t updateInterval() const { return 16; }
    /// Takes over another query and keeps usable data. False: not possible, start a new runner.
    virtual bool adopt(const Query&) { return false; }
    /// Sets the state of the run to answer for. Keeps data that is still valid.
    virtual void setTarget(Reader& reader, const QueryTarget& target) = 0;
    virtual bool wantsMore() const = 0;
    /// Reads a piece, for a few milliseconds.
    virtual void advance(Reader& reader) = 0;
    /// The answer so far; null: no answer yet, or no news.
    virtual QueryResultPtr take() = 0;
};

/// Makes the runner of a query.
using QueryStarter =
    std::function<std::unique_ptr<QueryRunner>(const Query& query, const RunDescriptionPtr& run)>;

/// One overload for each kind of query, in the folder of its runner.
std::unique_ptr<QueryRunner> start(const FrameSetQuery& query, const RunDescriptionPtr& run);
std::unique_ptr<QueryRunner> start(const MatchedFrameQuery& query, const RunDescriptionPtr& run);
std::unique_ptr<QueryRunner> start(const TraceQuery& query, const RunDescriptionPtr& run);
std::unique_ptr<QueryRunner> start(const MapQuery& query, const RunDescriptionPtr& run);
std::unique_ptr<QueryRunner> start(const DiagnosticsQuery& query, const RunDescriptionPtr& run);
std::unique_ptr<QueryRunner> start(const SpectrumQuery& query, const RunDescriptionPtr& run);
std::unique_ptr<QueryRunner> start(const TableQuery& query, const RunDescriptionPtr& run);
std::unique_ptr<QueryRunner> start(const InformationQuery& query, const RunDescriptionPtr& run);
std::unique_ptr<QueryRunner> start(const NonFiniteQuery& query, const RunDescriptionPtr& run);
std::unique_ptr<QueryRunner> start(const ThresholdQuery& query, const RunDescriptionPtr& run);
std::unique_ptr<QueryRunner> start(const HistogramQuery& query, const RunDescriptionPtr& run);

/// Makes the runner of any query except FrameQuery, which FrameScheduler answers.
std::unique_ptr<QueryRunner> startQuery(const Query& query, const RunDescriptionPtr& run);

/// Why a field cannot be read; empty: no problem.
std::string problemOf(const RunDescription& run, const std::string& field);

/// A runner that answers with a problem.
std::unique_ptr<QueryRunner> problemRunner(RunDescriptionPtr run, std::string problem);

} // namespace h5pulse
