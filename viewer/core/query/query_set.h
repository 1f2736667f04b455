// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/query.h"

namespace h5pulse::viewer {

/// Answers the queries of all views in turns. On the worker's thread.
///
/// Where the cursor moves, what follows it is read anew at once. New steps of a growing run are taken in
/// after a pause ten times as long as that takes, so that it costs a tenth of the thread's time at most.
class QuerySet
{
public:
    /// Another run: forgets all that was read. Null: there is none.
    void setRun(RunDescriptionPtr run);
    /// What is wanted from now on. A query that was wanted before under this name goes on.
    void setWanted(const Queries& queries);
    /// @param now  milliseconds on a steady clock
    void aim(Reader& reader, const QueryTarget& aim, qint64 now);

    bool wantsMore() const;
    /// Reads for about so many milliseconds, each query in its turn. @param now  as for aim()
    void advance(Reader& reader, qint64 budget, qint64 now);
    /// When aim() has something to do again though the cursor does not move; -1: not before new steps.
    qint64 nextAim() const;
    /// Answers that are new since the last call.
    QueryReplies take();

private:
    struct Entry
    {
        QueryPtr query;
        std::unique_ptr<QueryRunner> runner;
        QueryTarget aim;
        QueryResultPtr problem; // to be sent
        QueryResultPtr last{};  // answer that was taken
        bool again = false;     // it is to be given again
        qint64 aimedAt = 0;
        qint64 cost = 0; // microseconds that this aim has taken so far
        qint64 triedAt = 0;
        qint64 notBefore = 0; // to be aimed
        bool aimed = false;
        bool failed = false;
    };

    static bool isTooEarly(const Entry& entry, const QueryTarget& aim);
    bool isDue(const Entry& entry, const QueryTarget& aim, qint64 now) const;
    qint64 pauseOf(const Entry& entry) const;
    void start(Entry& entry) const;
    void attempt(Entry& entry, qint64 now, auto&& work) const;

    RunDescriptionPtr m_run;
    std::map<QString, Entry> m_entries;
    QueryTarget m_aim;
    QString m_last; // whose turn it was
};

} // namespace h5pulse::viewer
