// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/query_set.h"
#include "temporary_folder.h"

#include <h5pulse/error.h>
#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

namespace {

/// What a query's runner was asked for, and how it shall behave.
struct Log
{
    std::vector<QueryTarget> aims{};
    int advances = 0;
    int started = 0;
    int pieces = 1; ///< that an answer takes
    bool followsCursor = true;
    bool needsSteps = true;
    bool adopts = false;
    std::string failure{}; ///< thrown by the next advance()
    bool changed = false;  ///< the next advance() meets a file that is being rewritten
};

struct Answer : QueryResult
{
    QueryTarget aim;
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
    void aim(Reader&, const QueryTarget& aim) override
    {
        m_log.aims.push_back(aim);
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
        answer->aim = m_log.aims.back();
        return answer;
    }

private:
    Log& m_log;
    int m_left = 0;
    bool m_sent = true;
};

class LoggedQuery : public Query
{
public:
    LoggedQuery(Log& log, int id)
        : m_log(log)
        , m_id(id)
    {
    }
    bool equals(const Query& other) const override
    {
        return static_cast<const LoggedQuery&>(other).m_id == m_id;
    }
    std::unique_ptr<QueryRunner> start(const RunDescriptionPtr&) const override
    {
        return std::make_unique<Runner>(m_log);
    }

private:
    Log& m_log;
    int m_id;
};

const auto kName = QStringLiteral("map");

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

    void want(int id) { m_set.setWanted({{kName, std::make_shared<LoggedQuery>(m_log, id)}}); }
    void aim(std::uint64_t steps, std::uint64_t cursor, bool live, qint64 now)
    {
        m_set.aim(*m_reader, {steps, cursor, live}, now);
        while (m_set.wantsMore()) {
            m_set.advance(*m_reader, 1, now);
        }
    }
    /// The aim of the answer; none: there is no new one.
    std::optional<QueryTarget> answer()
    {
        const QueryReplies replies = m_set.take();
        if (replies.empty()) {
            return std::nullopt;
        }
        const auto* found = dynamic_cast<const Answer*>(replies.at(kName).result.get());
        return found ? std::optional(found->aim) : std::nullopt;
    }

    h5pulse::test::TemporaryFolder m_folder;
    std::unique_ptr<Reader> m_reader;
    Log m_log;
    QuerySet m_set;
};

} // namespace

TEST_F(QuerySetTest, AnswersOnceForEachAim)
{
    want(1);
    aim(10, 3, false, 0);
    EXPECT_EQ(answer(), (QueryTarget{10, 3, false}));
    EXPECT_EQ(answer(), std::nullopt) << "nothing new";
    aim(10, 3, false, 1000);
    EXPECT_EQ(m_log.aims.size(), 1U) << "neither steps nor cursor moved";
}

TEST_F(QuerySetTest, FollowsTheCursorAtOnceAndGrowthAfterAPause)
{
    want(1);
    aim(10, 3, false, 0);
    aim(10, 4, false, 1);
    EXPECT_EQ(answer(), (QueryTarget{10, 4, false}));
    aim(11, 4, false, 2);
    EXPECT_EQ(answer(), std::nullopt) << "it has just been read";
    EXPECT_GT(m_set.nextAim(), 2) << "but it is not forgotten";
    aim(11, 4, false, m_set.nextAim());
    EXPECT_EQ(answer(), (QueryTarget{11, 4, false}));
    EXPECT_EQ(m_set.nextAim(), -1);
}

TEST_F(QuerySetTest, WaitsForStepsUnlessItNeedsNone)
{
    want(1);
    aim(0, 0, false, 0);
    EXPECT_TRUE(m_log.aims.empty());
    EXPECT_EQ(m_set.nextAim(), -1) << "nothing to wake up for";
    aim(1, 0, false, 1);
    EXPECT_EQ(answer(), (QueryTarget{1, 0, false}));
    m_log.needsSteps = false;
    want(2);
    aim(0, 0, false, 2);
    EXPECT_EQ(answer(), (QueryTarget{0, 0, false}));
}

TEST_F(QuerySetTest, GoesOnSoonWhereTheFileWasRewrittenMeanwhile)
{
    want(1);
    m_log.changed = true;
    aim(10, 3, false, 1000);
    EXPECT_EQ(answer(), std::nullopt);
    const qint64 next = m_set.nextAim();
    EXPECT_GT(next, 1000);
    EXPECT_LT(next, 1500);
    aim(10, 3, false, 1001);
    EXPECT_EQ(answer(), std::nullopt) << "not at once";
    aim(10, 3, false, next);
    EXPECT_EQ(answer(), (QueryTarget{10, 3, false}));
    EXPECT_EQ(m_log.started, 1) << "what was read is kept";
}

TEST_F(QuerySetTest, WhatDoesNotFollowTheCursorIsNotReadForIt)
{
    m_log.followsCursor = false;
    want(1);
    aim(10, 3, false, 0);
    aim(10, 7, false, 1000);
    EXPECT_EQ(m_log.aims.size(), 1U);
}

TEST_F(QuerySetTest, AnotherQueryStartsAnewOrIsAdopted)
{
    want(1);
    aim(10, 3, false, 0);
    want(1);
    aim(10, 3, false, 1000);
    EXPECT_EQ(m_log.started, 1) << "the same query";
    want(2);
    aim(10, 3, false, 1000);
    EXPECT_EQ(m_log.started, 2);
    m_log.adopts = true;
    want(3);
    answer();
    aim(10, 3, false, 1000);
    EXPECT_EQ(m_log.started, 2) << "what was read serves the new query";
    EXPECT_EQ(answer(), (QueryTarget{10, 3, false}));
    want(3);
    aim(10, 3, false, 1000);
    EXPECT_EQ(answer(), (QueryTarget{10, 3, false})) << "who asks anew has not seen the answer";
    m_set.setWanted({});
    EXPECT_FALSE(m_set.wantsMore());
    m_set.setRun(std::make_shared<const RunDescription>());
    EXPECT_EQ(m_log.started, 2) << "it is not wanted any more";
}

TEST_F(QuerySetTest, SaysWhatFailedAndTriesAgain)
{
    want(1);
    m_log.failure = "the disk is on fire";
    m_set.aim(*m_reader, {10, 3, false}, 0);
    m_set.advance(*m_reader, 10, 0);
    EXPECT_FALSE(m_set.wantsMore()) << "not at once";
    const QueryReplies replies = m_set.take();
    ASSERT_EQ(replies.size(), 1U);
    EXPECT_EQ(replies.at(kName).result->problem, "the disk is on fire");
    aim(10, 3, false, 10);
    EXPECT_EQ(answer(), std::nullopt);
    aim(10, 3, false, m_set.nextAim());
    EXPECT_EQ(answer(), (QueryTarget{10, 3, false}));
}

TEST_F(QuerySetTest, TakesTurns)
{
    Log other;
    m_log.pieces = other.pieces = 1000;
    m_set.setWanted({{QStringLiteral("a"), std::make_shared<LoggedQuery>(m_log, 1)},
                     {QStringLiteral("b"), std::make_shared<LoggedQuery>(other, 1)}});
    m_set.aim(*m_reader, {10, 3, false}, 0);
    for (int i = 0; i < 100 && m_set.wantsMore() && m_log.advances + other.advances < 100; ++i) {
        m_set.advance(*m_reader, 1, 0);
    }
    EXPECT_GT(m_log.advances, 0);
    EXPECT_LE(std::abs(m_log.advances - other.advances), 1);
}

} // namespace h5pulse::viewer::test
