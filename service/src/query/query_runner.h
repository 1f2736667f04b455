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
    bool live = false;        ///< the cursor moves with the run, and the run grows

    friend bool operator==(const QueryTarget&, const QueryTarget&) = default;
};

/// Answers a query on the service's thread, a piece at a time. All calls may throw what the Reader throws.
class QueryRunner
{
public:
    virtual ~QueryRunner() = default;

    /// Whether the answer depends on the cursor; else on the steps alone.
    virtual bool followsCursor() const = 0;
    /// Whether a run without steps has no answer: then the first target has a step.
    virtual bool needsSteps() const { return true; }
    /// Milliseconds between two updates for a run that grows, at least: people see no more.
    virtual std::int64_t updateInterval() const { return 16; }
    /// Takes over another query and keeps what was read for this one. False: it cannot, start a new runner.
    virtual bool adopt(const Query&) { return false; }
    /// Sets what the answer is for, and keeps what was read before where it still counts.
    virtual void setTarget(Reader& reader, const QueryTarget& target) = 0;
    virtual bool wantsMore() const = 0;
    /// Reads a piece: a few milliseconds' worth.
    virtual void advance(Reader& reader) = 0;
    /// The answer so far; null: nothing yet, or nothing new.
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

/// The runner of any query but FrameQuery, which the scheduler answers itself.
std::unique_ptr<QueryRunner> startQuery(const Query& query, const RunDescriptionPtr& run);

/// Why nothing can be read of a field; empty: it can.
std::string problemOf(const RunDescription& run, const std::string& field);

/// Answers with a problem.
std::unique_ptr<QueryRunner> problemRunner(RunDescriptionPtr run, std::string problem);

} // namespace h5pulse
