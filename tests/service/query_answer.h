// SPDX-License-Identifier: MIT
// Answers queries on the test's thread, in the way of the scheduler.
#pragma once

#include "query/query_runner.h"
#include "run/describe.h"

#include <h5pulse/reader.h>

#include <gtest/gtest.h>

namespace h5pulse::test {

/// A query runner with a Reader, and its answers.
class Answering
{
public:
    Answering(const std::filesystem::path& path, const Query& query)
        : m_reader(path)
        , m_run(describe(m_reader))
        , m_runner(startQuery(query, m_run))
    {
    }

    Reader& reader() { return m_reader; }
    QueryRunner& runner() { return *m_runner; }
    const RunDescriptionPtr& run() const { return m_run; }

    /// Reads all present steps, and returns the answer. The default cursor is the last step.
    template <typename T>
    std::shared_ptr<const T> answer(std::optional<std::uint64_t> cursor = std::nullopt)
    {
        m_reader.refresh();
        const std::uint64_t steps = m_reader.steps();
        m_runner->setTarget(m_reader, {steps, cursor.value_or(steps - 1), false});
        m_turns = 0;
        QueryResultPtr result = m_runner->take();
        while (m_runner->wantsMore() && m_turns < kMaxTurns) {
            m_runner->advance(m_reader);
            ++m_turns;
            if (QueryResultPtr next = m_runner->take()) {
                m_partial += !next->complete;
                result = std::move(next);
            }
        }
        EXPECT_LT(m_turns, kMaxTurns);
        EXPECT_TRUE(result && result->complete && result->run == m_run);
        return std::dynamic_pointer_cast<const T>(result);
    }

    /// Number of pieces that the last answer needed.
    int turns() const { return m_turns; }
    /// Number of incomplete answers so far.
    int partial() const { return m_partial; }

private:
    static constexpr int kMaxTurns = 100'000;

    Reader m_reader;
    RunDescriptionPtr m_run;
    std::unique_ptr<QueryRunner> m_runner;
    int m_turns = 0;
    int m_partial = 0;
};

} // namespace h5pulse::test
