// SPDX-License-Identifier: GPL-3.0-or-later
// The worker's replies, taken at the earliest moment that a GUI thread could.
#include "core/run/run_worker.h"
#include "core/trace/trace_query.h"
#include "live_writer.h"
#include "long_run.h"
#include "temporary_folder.h"
#include "waiting.h"

#include <QThread>

#include <gtest/gtest.h>

#include <filesystem>
#include <mutex>

namespace h5pulse::viewer::test {

namespace {

const QString kTraces = QStringLiteral("traces");

class RunWorkerTest : public testing::Test
{
protected:
    RunWorkerTest()
    {
        m_request.path = QString::fromStdString(m_path.string());
        m_request.opening = 1;
        m_request.frame.field = QStringLiteral("y");
        m_request.queries[kTraces] = std::make_shared<TraceQuery>(
            TracesWanted{.ids = {{QStringLiteral("energy"), 0, TracePart::Real}}});
        m_worker->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
        QObject::connect(
            m_worker, &RunWorker::replied, m_worker, [this] { take(); }, Qt::DirectConnection);
        m_thread.start();
    }

    ~RunWorkerTest() override
    {
        m_worker->stop();
        m_thread.quit();
        m_thread.wait();
    }

    /// On the worker's thread, inside of the signal.
    void take()
    {
        const std::optional<RunReply> reply = m_worker->take();
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
        if (reply->frame && reply->frame->frame) {
            m_strangers += reply->frame->frame->run != known;
            m_frame = reply->frame->frame;
        }
        if (const TraceSetPtr traces = tracesOf(*reply)) {
            m_strangers += traces->run != known;
            m_traces = traces;
        }
    }

    /// Asks for another step as soon as the one before is there or a part of the traces is.
    void scrub(const RunReply& reply)
    {
        if (reply.frame && reply.frame->request == m_request.number) {
            m_tracesSinceAsked = 0;
            m_answered += m_traces && !m_traces->isComplete();
        }
        if (tracesOf(reply)) {
            m_mostTracesWithoutAnswer = std::max(m_mostTracesWithoutAnswer, ++m_tracesSinceAsked);
        }
        ++m_request.frame.step;
        post();
    }

    static TraceSetPtr tracesOf(const RunReply& reply)
    {
        const auto found = reply.results.find(kTraces);
        return found == reply.results.end() ? nullptr
                                            : std::dynamic_pointer_cast<const TraceSet>(found->second.result);
    }

    void post()
    {
        ++m_request.number;
        m_worker->post(m_request);
    }

    bool waitUntil(const std::function<bool()>& condition)
    {
        return waitFor([&] {
            const std::lock_guard lock(m_mutex);
            return condition();
        });
    }

    bool shows(std::uint64_t steps) const
    {
        return m_frame && m_frame->step == steps - 1 && m_traces && m_traces->isComplete() &&
               m_traces->traces.size() == 1 && m_traces->traces.front()->steps == steps;
    }

    h5pulse::test::TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    RunRequest m_request;
    QThread m_thread;
    RunWorker* m_worker = new RunWorker;
    std::mutex m_mutex; // guards what follows
    StatusPtr m_status;
    FramePtr m_frame;
    TraceSetPtr m_traces;
    bool m_scrubbing = false;
    int m_answered = 0; // steps that were shown while traces were being read
    int m_tracesSinceAsked = 0;
    int m_mostTracesWithoutAnswer = 0;
    int m_strangers = 0; // frames and traces of a run that no status has told of
};

} // namespace

TEST_F(RunWorkerTest, TellsOfARunBeforeItShowsIt)
{
    {
        LiveWriter writer(m_path);
        writer.append(10);
        writer.close();
    }
    post();
    ASSERT_TRUE(waitUntil([&] { return shows(10); }));
    std::filesystem::remove(m_path);
    LiveWriter writer(m_path, 100.0);
    writer.append(3);
    ASSERT_TRUE(waitUntil([&] { return shows(3); })) << "another run under the same name";
    ++m_request.opening; // reload
    post();
    ASSERT_TRUE(waitUntil([&] { return m_status->opening == m_request.opening && shows(3); }));
    const std::lock_guard lock(m_mutex);
    EXPECT_EQ(m_strangers, 0);
}

TEST_F(RunWorkerTest, AnswersTheLatestOfManyRequests)
{
    LiveWriter writer(m_path);
    writer.append(1000);
    m_request.frame.at = FrameQuery::At::Step;
    for (std::uint64_t step = 0; step < 1000; ++step) {
        m_request.frame.step = step;
        post();
    }
    EXPECT_TRUE(waitUntil([&] { return m_frame && m_frame->step == 999; }));
}

TEST_F(RunWorkerTest, ServesStepsBetweenTheTurnsOfALongTrace)
{
    LongRun run(LongRun::Kind::Foreign, m_path, 10); // small chunks take long
    run.append(400'000);
    m_request.frame.field = QStringLiteral("energy");
    m_request.frame.at = FrameQuery::At::Step;
    m_scrubbing = true;
    post();
    ASSERT_TRUE(
        waitUntil([&] { return m_traces && m_traces->isComplete() && m_traces->traces.size() == 1; }));
    const std::lock_guard lock(m_mutex);
    EXPECT_GT(m_answered, 3);
    EXPECT_LE(m_mostTracesWithoutAnswer, 1) << "each step that is asked for comes before the next turn";
}

} // namespace h5pulse::viewer::test
