// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_description.h"

#include <map>
#include <memory>

namespace h5pulse {
class Reader;
}

namespace h5pulse::viewer {

/// What a query was found to be, as far as it was read. Immutable once sent; each kind of query has its own.
struct QueryResult
{
    virtual ~QueryResult() = default;

    RunDescriptionPtr run;
    QString problem;      ///< why it cannot be read; empty: it can
    bool complete = true; ///< all that there is now was read
};

using QueryResultPtr = std::shared_ptr<const QueryResult>;

/// What a query is to be answered for.
struct QueryTarget
{
    std::uint64_t steps = 0;  ///< of the run
    std::uint64_t cursor = 0; ///< the step that is looked at; below steps, where there are any
    bool live = false;        ///< the cursor moves with the run, and the run grows

    friend bool operator==(const QueryTarget&, const QueryTarget&) = default;
};

class Query;

/// Answers a query on the worker's thread, a piece at a time. All calls may throw what the Reader throws.
class QueryRunner
{
public:
    virtual ~QueryRunner() = default;

    /// Whether the answer depends on the cursor; else on the steps alone.
    virtual bool followsCursor() const = 0;
    /// Whether there is nothing to answer of a run that has no steps yet: it is aimed when there are some.
    virtual bool needsSteps() const { return true; }
    /// Milliseconds between two updates for a run that grows, at least: more often is more than one sees.
    virtual qint64 updateInterval() const { return 16; }
    /// Takes over another query and keeps what was read for this one. False: it cannot, start anew.
    virtual bool adopt(const Query&) { return false; }
    /// From now on the answer is to be for this. What was read before is kept where it can be.
    virtual void aim(Reader& reader, const QueryTarget& aim) = 0;
    virtual bool wantsMore() const = 0;
    /// Reads a piece: a few milliseconds' worth.
    virtual void advance(Reader& reader) = 0;
    /// The answer so far; null: nothing to be shown yet, or nothing new.
    virtual QueryResultPtr take() = 0;
};

/// Something that a view wants to have read beside frames and traces. Immutable; made on the GUI thread.
class Query
{
public:
    virtual ~Query() = default;

    virtual bool equals(const Query& other) const = 0;
    virtual std::unique_ptr<QueryRunner> start(const RunDescriptionPtr& run) const = 0;
};

/// A query that a value describes: equal to those of its kind that want the same.
template <typename Wanted>
class QueryOf : public Query
{
public:
    explicit QueryOf(Wanted wanted)
        : m_wanted(std::move(wanted))
    {
    }

    const Wanted& wanted() const { return m_wanted; }

    bool equals(const Query& other) const override
    {
        const auto* same = dynamic_cast<const QueryOf*>(&other);
        return same && same->m_wanted == m_wanted;
    }

private:
    Wanted m_wanted;
};

using QueryPtr = std::shared_ptr<const Query>;

/// Queries by who asks: the name of a view.
using Queries = std::map<QString, QueryPtr>;

/// A result, and what it answers.
struct QueryReply
{
    QueryPtr query;
    QueryResultPtr result;
};

using QueryReplies = std::map<QString, QueryReply>;

} // namespace h5pulse::viewer
