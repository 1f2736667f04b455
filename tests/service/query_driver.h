// SPDX-License-Identifier: MIT
// Runs a query on a real file, without a window.
#pragma once

#include "query/query_runner.h"
#include "run/describe.h"

#include <h5pulse/reader.h>

#include <gtest/gtest.h>

#include <chrono>
#include <optional>

namespace h5pulse::test {

/// Whether a test's file has overviews.
enum class Overview { With, Without };

class QueryDriver
{
public:
    explicit QueryDriver(const std::filesystem::path& path)
        : m_reader(path)
    {
        m_reader.refresh();
        m_run = h5pulse::describe(m_reader);
    }

    Reader& reader() { return m_reader; }

    /// Asks a query with the same runner if it adopts the query, else with a new one. Reads all present
    /// steps.
    template <typename Result>
    std::shared_ptr<const Result> ask(const Query& query)
    {
        m_kept = m_runner && m_runner->adopt(query);
        if (!m_kept) {
            m_runner = startQuery(query, m_run);
        }
        return finish<Result>();
    }

    /// Reads the new steps of the file.
    template <typename Result>
    std::shared_ptr<const Result> refresh()
    {
        m_reader.refresh();
        return finish<Result>(true);
    }

    /// Whether the last ask() kept the runner.
    bool kept() const { return m_kept; }
    /// Number of turns of the last call.
    int turns() const { return m_turns; }

private:
    template <typename Result>
    std::shared_ptr<const Result> finish(bool grown = false)
    {
        constexpr int kMaxTurns = 1'000'000;
        constexpr auto kSoon = std::chrono::milliseconds(100);
        const auto began = std::chrono::steady_clock::now();
        QueryResultPtr last;
        m_runner->setTarget(m_reader, {m_reader.steps(), m_reader.steps() - 1, true});
        for (m_turns = 0; m_runner->wantsMore() && m_turns < kMaxTurns; ++m_turns) {
            m_runner->advance(m_reader);
            if (const QueryResultPtr result = m_runner->take()) {
                EXPECT_EQ(result->complete, !m_runner->wantsMore());
                EXPECT_TRUE(result->complete || !grown || std::chrono::steady_clock::now() - began > kSoon)
                    << "a live run is calm";
                last = result;
            }
        }
        if (const QueryResultPtr result = m_runner->take()) {
            last = result;
        }
        EXPECT_LT(m_turns, kMaxTurns);
        EXPECT_TRUE(last && last->complete);
        return std::dynamic_pointer_cast<const Result>(last);
    }

    Reader m_reader;
    RunDescriptionPtr m_run;
    std::unique_ptr<QueryRunner> m_runner;
    bool m_kept = false;
    int m_turns = 0;
};

} // namespace h5pulse::test
