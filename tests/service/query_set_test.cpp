// SPDX-License-Identifier: MIT
#include "schedule/query_set.h"
#include "temporary_folder.h"

#include <h5pulse/error.h>
#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <gtest/gtest.h>

namespace h5pulse::test {

namespace {

/// Calls of a query's runner, and its simulated behaviour.
struct Log
{
    std::vector<QueryTarget> targets{};
    int advances = 0;
    int started = 0;
    int pieces = 1; ///< pieces that an answer needs
    bool followsCursor = true;
    bool needsSteps = true;
    bool adopts = false;
    std::string failure{}; ///< thrown by the next advance()
    bool changed = false;  ///< the next advance() finds that a program rewrites the file
};

struct Answer : QueryResult
{
    QueryTarget target;
};

class Runner : public QueryRunner
{
public:
    explicit Runner(Log& log)
        : m_log(log)
    {
        ++m_log.started;
    }
    bool followsCursor() const override { return m_log.followsCursor; }
    bool needsSteps() const override { return m_log.needsSteps; }
    bool adopt(const Query&) override { return m_log.adopts; }
    void setTarget(Reader&, const QueryTarget& target) override
    {
        m_log.targets.push_back(target);
        m_left = m_log.pieces;
        m_sent = false;
    }
    bool wantsMore() const override { return m_left > 0; }
    void advance(Reader&) override
    {
        ++m_log.advances;
        if (std::exchange(m_log.changed, false)) {
            throw ChangedError("run.h5", "cannot be read", "it has changed");
        }
        if (!m_log.failure.empty()) {
            throw std::runtime_error(std::exchange(m_log.failure, {}));
        }
        --m_left;
    }
    QueryResultPtr take() override
    {
        if (m_sent || m_left > 0) {
            return nullptr;
        }
        m_sent = true;
        auto answer = std::make_shared<Answer>();
        answer->target = m_log.targets.back();
        return answer;
    }

private:
    Log& m_log;
    int m_left = 0;
    bool m_sent = true;
};

const std::string kName = "map";

class QuerySetTest : public testing::Test
{
protected:
    QuerySetTest()
    {
        Writer writer(m_folder / "run.h5", {.fields = {{.name = "y"}}});
        writer.append(0.0, 1.0);
        writer.close();
        m_reader = std::make_unique<Reader>(m_folder / "run.h5");
        m_set.setRun(std::make_shared<const RunDescription>());
    }

    /// A query that differs from others only by its number. A runner with this log answers it.
    static Query query(int id, const std::string& log = kName)
    {
        return MapQuery{.field = log, .firstComponent = static_cast<std::uint64_t>(id)};
    }
    void want(int id, std::uint64_t number = 0)
    {
        RunRequest request;
        request.queries[kName] = {number, query(id)};
        m_set.setWanted(request);
    }
    void setTarget(std::uint64_t steps, std::uint64_t cursor, bool live, std::int64_t now)
    {
        m_set.setTarget(*m_reader, {steps, cursor, live}, now);
        while (m_set.wantsMore()) {
            m_set.advance(*m_reader, 1, now);
        }
    }
    /// The target of the new answer; none: no new answer.
    std::optional<QueryTarget> answer()
    {
        const QueryReplies replies = m_set.take();
        if (replies.empty()) {
            return std::nullopt;
        }
        const auto* found = dynamic_cast<const Answer*>(replies.at(kName).result.get());
        return found ? std::optional(found->target) : std::nullopt;
    }

    TemporaryFolder m_folder;
    std::unique_ptr<Reader> m_reader;
    Log m_log;
    Log m_otherLog;
    QuerySet m_set{[this](const Query& query, const RunDescriptionPtr&) -> std::unique_ptr<QueryRunner> {
        return std::make_unique<Runner>(std::get<MapQuery>(query).field == kName ? m_log : m_otherLog);
    }};
};

} // namespace

TEST_F(QuerySetTest, AnswersOnceForEachAim)
{
    want(1);
    setTarget(10, 3, false, 0);
    EXPECT_EQ(answer(), (QueryTarget{10, 3, false}));
    EXPECT_EQ(answer(), std::nullopt) << "nothing new";
    setTarget(10, 3, false, 1000);
    EXPECT_EQ(m_log.targets.size(), 1U) << "neither steps nor cursor moved";
}

TEST_F(QuerySetTest, FollowsTheCursorAtOnceAndGrowthAfterAPause)
{
    want(1);
    setTarget(10, 3, false, 0);
    setTarget(10, 4, false, 1);
    EXPECT_EQ(answer(), (QueryTarget{10, 4, false}));
    setTarget(11, 4, false, 2);
    EXPECT_EQ(answer(), std::nullopt) << "it has just been read";
    EXPECT_GT(m_set.nextUpdate(), 2) << "but it is not forgotten";
    setTarget(11, 4, false, m_set.nextUpdate());
    EXPECT_EQ(answer(), (QueryTarget{11, 4, false}));
    EXPECT_EQ(m_set.nextUpdate(), -1);
}

TEST_F(QuerySetTest, WaitsForStepsUnlessItNeedsNone)
{
    want(1);
    setTarget(0, 0, false, 0);
    EXPECT_TRUE(m_log.targets.empty());
    EXPECT_EQ(m_set.nextUpdate(), -1) << "nothing to wake up for";
    setTarget(1, 0, false, 1);
    EXPECT_EQ(answer(), (QueryTarget{1, 0, false}));
    m_log.needsSteps = false;
    want(2);
    setTarget(0, 0, false, 2);
    EXPECT_EQ(answer(), (QueryTarget{0, 0, false}));
}

TEST_F(QuerySetTest, GoesOnSoonWhereTheFileWasRewrittenMeanwhile)
{
    want(1);
    m_log.changed = true;
    setTarget(10, 3, false, 1000);
    EXPECT_EQ(answer(), std::nullopt);
    const std::int64_t next = m_set.nextUpdate();
    EXPECT_GT(next, 1000);
    EXPECT_LT(next, 1500);
    setTarget(10, 3, false, 1001);
    EXPECT_EQ(answer(), std::nullopt) << "not at once";
    setTarget(10, 3, false, next);
    EXPECT_EQ(answer(), (QueryTarget{10, 3, false}));
    EXPECT_EQ(m_log.started, 1) << "what was read is kept";
}

TEST_F(QuerySetTest, WhatDoesNotFollowTheCursorIsNotReadForIt)
{
    m_log.followsCursor = false;
    want(1);
    setTarget(10, 3, false, 0);
    setTarget(10, 7, false, 1000);
    EXPECT_EQ(m_log.targets.size(), 1U);
}

TEST_F(QuerySetTest, AnotherQueryStartsAnewOrIsAdopted)
{
    want(1);
    setTarget(10, 3, false, 0);
    want(1);
    setTarget(10, 3, false, 1000);
    EXPECT_EQ(m_log.started, 1) << "the same query";
    want(2);
    setTarget(10, 3, false, 1000);
    EXPECT_EQ(m_log.started, 2);
    m_log.adopts = true;
    want(3);
    answer();
    setTarget(10, 3, false, 1000);
    EXPECT_EQ(m_log.started, 2) << "what was read serves the new query";
    EXPECT_EQ(answer(), (QueryTarget{10, 3, false}));
    want(3);
    EXPECT_EQ(answer(), std::nullopt) << "the same query under the same number";
    want(3, 7);
    setTarget(10, 3, false, 1000);
    EXPECT_EQ(answer(), (QueryTarget{10, 3, false})) << "a new number asks again";
    m_set.setWanted({});
    EXPECT_FALSE(m_set.wantsMore());
    m_set.setRun(std::make_shared<const RunDescription>());
    EXPECT_EQ(m_log.started, 2) << "it is not wanted any more";
}

TEST_F(QuerySetTest, SaysWhatFailedAndTriesAgain)
{
    want(1);
    m_log.failure = "the disk is on fire";
    m_set.setTarget(*m_reader, {10, 3, false}, 0);
    m_set.advance(*m_reader, 10, 0);
    EXPECT_FALSE(m_set.wantsMore()) << "not at once";
    const QueryReplies replies = m_set.take();
    ASSERT_EQ(replies.size(), 1U);
    EXPECT_EQ(replies.at(kName).result->problem, "the disk is on fire");
    setTarget(10, 3, false, 10);
    EXPECT_EQ(answer(), std::nullopt);
    setTarget(10, 3, false, m_set.nextUpdate());
    EXPECT_EQ(answer(), (QueryTarget{10, 3, false}));
}

TEST_F(QuerySetTest, TakesTurns)
{
    m_log.pieces = m_otherLog.pieces = 1000;
    RunRequest request;
    request.queries["a"] = {1, query(1)};
    request.queries["b"] = {2, query(1, "other")};
    m_set.setWanted(request);
    m_set.setTarget(*m_reader, {10, 3, false}, 0);
    for (int i = 0; i < 100 && m_set.wantsMore() && m_log.advances + m_otherLog.advances < 100; ++i) {
        m_set.advance(*m_reader, 1, 0);
    }
    EXPECT_GT(m_log.advances, 0);
    EXPECT_LE(std::abs(m_log.advances - m_otherLog.advances), 1);
}

} // namespace h5pulse::test
