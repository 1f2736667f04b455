// SPDX-License-Identifier: MIT
#pragma once

#include "query/query_runner.h"

#include <h5pulse/service/request.h>

namespace h5pulse {

/// Answers all queries but FrameQueries, in short turns. For the service's thread; times are milliseconds on
/// its steady clock.
///
/// When the cursor moves, queries that follow it are answered again at once. New steps of a growing run are
/// read after a pause ten times as long as the last update took, so that updates cost at most a tenth of the
/// thread's time.
class QuerySet
{
public:
    explicit QuerySet(QueryStarter starter = startQuery)
        : m_starter(std::move(starter))
    {
    }

    /// Sets another run and drops all data; null: none.
    void setRun(RunDescriptionPtr run);
    /// Sets the current request. A query continues if it is unchanged or if its runner can adopt the new
    /// query.
    void setWanted(const RunRequest& request);
    void setTarget(Reader& reader, const QueryTarget& target, std::int64_t now);

    bool wantsMore() const;
    /// Reads for about `budget` milliseconds, one query after another.
    void advance(Reader& reader, std::int64_t budget, std::int64_t now);
    /// Time when setTarget() must be called again if the cursor does not move; -1: only for new steps.
    std::int64_t nextUpdate() const;
    /// New answers since the last call.
    QueryReplies take();

private:
    struct Entry
    {
        std::uint64_t number = 0;
        Query query;
        std::unique_ptr<QueryRunner> runner;
        QueryTarget target;
        QueryResultPtr problem; // to be sent
        QueryResultPtr last{};  // the last answer that was taken
        bool again = false;     // send `last` again
        std::int64_t targetSet = 0;
        std::int64_t cost = 0; // microseconds spent on this target so far
        std::int64_t triedAt = 0;
        std::int64_t notBefore = 0; // earliest time of the next target
        bool hasTarget = false;
        bool failed = false;
    };

    static bool isTooEarly(const Entry& entry, const QueryTarget& target);
    bool isDue(const Entry& entry, const QueryTarget& target, std::int64_t now) const;
    std::int64_t pauseOf(const Entry& entry) const;
    void start(Entry& entry) const;
    void attempt(Entry& entry, std::int64_t now, auto&& work) const;

    QueryStarter m_starter;
    RunDescriptionPtr m_run;
    std::uint64_t m_request = 0;
    std::map<std::string, Entry> m_entries;
    QueryTarget m_target;
    std::string m_last; // name of the query that had the last turn
};

} // namespace h5pulse
