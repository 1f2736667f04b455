// SPDX-License-Identifier: MIT
// Replies of the service, taken as early as a client can take them.
#include "long_run.h"
#include "temporary_folder.h"
#include "wait_until.h"

#include <h5pulse/service/run_service.h>

#include <gtest/gtest.h>

#include <filesystem>
#include <mutex>

namespace h5pulse::test {

namespace {

const std::string kFrame = "frame";
const std::string kTraces = "traces";

/// Appends steps with y (three values, from step on) and energy.
void append(Writer& writer, int steps)
{
    for (int k = 0; k < steps; ++k) {
        const double time = static_cast<double>(writer.steps());
        writer.append(time, std::vector<double>(3, time), time);
    }
    writer.commit();
}

RunSpec spec()
{
    return {.fields = {{.name = "y", .shape = {3}}, {.name = "energy"}}};
}

class RunServiceTest : public testing::Test
{
protected:
    RunServiceTest()
    {
        m_request.path = m_path.string();
        m_request.opening = 1;
        m_request.queries[kFrame] = {1, FrameQuery{.field = "y"}};
        m_request.queries[kTraces] = {2, TraceQuery{.ids = {{"energy", 0, Part::Real}}}};
    }

    /// Runs on the service's thread.
    void take()
    {
        const std::optional<RunReply> reply = m_service.take();
        const std::lock_guard lock(m_mutex);
        if (!reply) {
            return;
        }
        if (reply->status) {
            m_status = reply->status;
        }
        const RunDescriptionPtr known = m_status ? m_status->run : nullptr;
        if (m_scrubbing) {
            scrub(*reply);
        }
        if (reply->cursor) {
            m_cursor = reply->cursor;
        }
        if (const auto result = resultOf<FrameResult>(*reply, kFrame); result && result->frame) {
            m_strangers += result->frame->run != known;
            m_frame = result->frame;
        }
        if (const auto traces = resultOf<TraceSet>(*reply, kTraces)) {
            m_strangers += traces->run != known;
            m_traces = traces;
        }
    }

    /// Asks for the next step as soon as the previous step or a part of the traces arrives.
    void scrub(const RunReply& reply)
    {
        const auto frame = reply.results.find(kFrame);
        if (frame != reply.results.end() && frame->second.request == m_request.number) {
            m_tracesSinceAsked = 0;
            m_answered += m_traces && !m_traces->isComplete();
        }
        if (resultOf<TraceSet>(reply, kTraces)) {
            m_mostTracesWithoutAnswer = std::max(m_mostTracesWithoutAnswer, ++m_tracesSinceAsked);
        }
        ++m_request.cursor.step;
        post();
    }

    template <typename Result>
    static std::shared_ptr<const Result> resultOf(const RunReply& reply, const std::string& name)
    {
        const auto found = reply.results.find(name);
        return found == reply.results.end() ? nullptr
                                            : std::dynamic_pointer_cast<const Result>(found->second.result);
    }

    void post()
    {
        ++m_request.number;
        m_service.post(m_request);
    }

    bool waitUntil(const std::function<bool()>& condition)
    {
        return test::waitUntil([&] {
            const std::lock_guard lock(m_mutex);
            return condition();
        });
    }

    bool shows(std::uint64_t steps) const
    {
        return m_frame && m_frame->step == steps - 1 && m_traces && m_traces->isComplete() &&
               m_traces->traces.size() == 1 && m_traces->traces.front()->steps == steps;
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    RunRequest m_request;
    std::mutex m_mutex; // guards the members below
    StatusPtr m_status;
    FramePtr m_frame;
    std::optional<CursorReply> m_cursor;
    TraceSetPtr m_traces;
    bool m_scrubbing = false;
    int m_answered = 0; // steps that were shown while traces were being read
    int m_tracesSinceAsked = 0;
    int m_mostTracesWithoutAnswer = 0;
    int m_strangers = 0;                      // frames and traces whose run no status had announced
    RunService m_service{[this] { take(); }}; // the last member: it ends before what its thread uses
};

} // namespace

TEST_F(RunServiceTest, AnnouncesARunBeforeItsResults)
{
    {
        Writer writer(m_path, spec());
        append(writer, 10);
        writer.close();
    }
    post();
    ASSERT_TRUE(waitUntil([&] { return shows(10); }));
    std::filesystem::remove(m_path);
    Writer writer(m_path, spec());
    append(writer, 3);
    ASSERT_TRUE(waitUntil([&] { return shows(3); })) << "another run under the same name";
    {
        const std::lock_guard lock(m_mutex);
        ++m_request.opening; // reload
        post();
    }
    ASSERT_TRUE(waitUntil([&] { return m_status->opening == m_request.opening && shows(3); }));
    const std::lock_guard lock(m_mutex);
    EXPECT_EQ(m_strangers, 0);
}

TEST_F(RunServiceTest, IsNeverBusyForLessThanNoTime)
{
    for (int i = 0; i < 300; ++i) {
        RunService service([] {});
        const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(2);
        while (std::chrono::steady_clock::now() < end) {
            ASSERT_GE(service.busyFor().count(), 0);
            ASSERT_GE(service.workedFor().count(), 0);
        }
    }
}

TEST_F(RunServiceTest, AnswersTheLatestOfManyRequests)
{
    Writer writer(m_path, spec());
    append(writer, 1000);
    m_request.cursor.at = CursorPosition::At::Step;
    for (std::uint64_t step = 0; step < 1000; ++step) {
        m_request.cursor.step = step;
        post();
    }
    EXPECT_TRUE(waitUntil([&] { return m_frame && m_frame->step == 999; }));
}

TEST_F(RunServiceTest, TellsTheStepOfATimeAlsoWithoutAFrame)
{
    Writer writer(m_path, spec());
    append(writer, 100);
    m_request.queries.erase(kFrame);
    m_request.cursor = {.at = CursorPosition::At::Time, .time = 41.5};
    post();
    ASSERT_TRUE(waitUntil([&] { return m_cursor.has_value(); }));
    EXPECT_EQ(m_cursor->step, 41U);
    EXPECT_EQ(m_cursor->request, m_request.number);
}

TEST_F(RunServiceTest, AnswersTheSameQueryAgainUnderANewNumber)
{
    Writer writer(m_path, spec());
    append(writer, 20);
    post();
    ASSERT_TRUE(waitUntil([&] { return shows(20); }));
    {
        const std::lock_guard lock(m_mutex);
        m_traces = nullptr;
        m_frame = nullptr;
        m_request.queries[kFrame].number = 3;
        m_request.queries[kTraces].number = 4;
        post();
    }
    EXPECT_TRUE(waitUntil([&] { return shows(20); }));
}

TEST_F(RunServiceTest, SaysInWordsWhyThereIsNoFrame)
{
    Writer writer(m_path, spec());
    append(writer, 2);
    std::string problem;
    RunService service([] {});
    m_request.queries = {{kFrame, {1, FrameQuery{.field = "v"}}}};
    service.post(m_request);
    EXPECT_TRUE(test::waitUntil([&] {
        const auto reply = service.take();
        const auto result = reply ? resultOf<FrameResult>(*reply, kFrame) : nullptr;
        problem = result ? result->problem : problem;
        return !problem.empty();
    }));
    EXPECT_EQ(problem, "There is no field 'v'. The fields are 'y', 'energy'.");
}

TEST_F(RunServiceTest, ServesStepsBetweenTheTurnsOfALongTrace)
{
    LongRun run(LongRun::Kind::Foreign, m_path, 10); // small chunks make reading slow
    run.append(400'000);
    m_request.queries[kFrame] = {3, FrameQuery{.field = "energy"}};
    m_request.cursor.at = CursorPosition::At::Step;
    {
        const std::lock_guard lock(m_mutex);
        m_scrubbing = true;
        post();
    }
    ASSERT_TRUE(
        waitUntil([&] { return m_traces && m_traces->isComplete() && m_traces->traces.size() == 1; }));
    const std::lock_guard lock(m_mutex);
    EXPECT_GT(m_answered, 3);
    EXPECT_LE(m_mostTracesWithoutAnswer, 1) << "each step that is asked for comes before the next turn";
    m_scrubbing = false;
}

} // namespace h5pulse::test
