// SPDX-License-Identifier: MIT
#include "run/run_loop.h"

#include <h5pulse/error.h>

#include <algorithm>
#include <pthread.h>
#include <utility>

namespace h5pulse {

namespace {

// Milliseconds.
constexpr std::int64_t kFrameRetry = 16; // until the next attempt to send a frame
constexpr std::int64_t kMinQueryTurn = 2;
constexpr std::int64_t kMaxQueryTurn = 20;

std::int64_t nanoseconds(clockid_t clock)
{
    constexpr std::int64_t kPerSecond = 1'000'000'000;
    timespec time{};
    ::clock_gettime(clock, &time);
    return time.tv_sec * kPerSecond + time.tv_nsec;
}

} // namespace

RunLoop::RunLoop(std::function<void()> replied, OpeningHook beforeOpening)
    : m_replied(std::move(replied))
    , m_monitor(std::move(beforeOpening))
{
}

void RunLoop::run()
{
    clockid_t clock{};
    ::pthread_getcpuclockid(::pthread_self(), &clock);
    m_workClock = clock;
    while (!m_stopping) {
        m_workBefore = nanoseconds(clock);
        m_turnBegan = std::max<std::int64_t>(1, now());
        turn();
        m_turnBegan = 0;
        std::unique_lock lock(m_mutex);
        const auto woken = [this] { return m_posted || m_stopping; };
        if (const std::optional<std::int64_t> milliseconds = pause()) {
            m_wake.wait_for(lock, std::chrono::milliseconds(*milliseconds), woken);
        } else {
            m_wake.wait(lock, woken);
        }
        m_posted = false;
    }
    m_monitor.close(); // not in the destructor, because closing may take long
}

void RunLoop::post(RunRequest request)
{
    m_requests.put(std::move(request));
    const std::lock_guard lock(m_mutex);
    m_posted = true;
    m_wake.notify_one();
}

void RunLoop::stop()
{
    const std::scoped_lock lock(m_announcing, m_mutex);
    m_stopping = true;
    m_wake.notify_one();
}

std::int64_t RunLoop::busyFor() const
{
    const std::int64_t began = m_turnBegan;
    return began == 0
               ? 0
               : std::max<std::int64_t>(0, now() - began); // a turn of the first millisecond begins at 1
}

std::chrono::milliseconds RunLoop::workedFor() const
{
    return m_turnBegan == 0 ? std::chrono::milliseconds(0)
                            : std::chrono::duration_cast<std::chrono::milliseconds>(
                                  std::chrono::nanoseconds(nanoseconds(m_workClock) - m_workBefore));
}

void RunLoop::turn()
{
    if (auto request = m_requests.take()) {
        accept(std::move(*request));
    }
    try {
        const RunMonitor::Change change = m_monitor.update(now());
        if (change != RunMonitor::Change::None) {
            m_frames.onPoll(change == RunMonitor::Change::Grew, now());
        }
        publishStatus(); // before results, because a client drops results of an unknown run
        if (m_monitor.reader()) {
            followRun();
            serve(now());
        }
    } catch (const ChangedError&) {
        // The file was rewritten meanwhile. The next poll detects it.
    } catch (const std::exception& error) {
        m_monitor.fail(error.what(), now());
    }
    publishStatus();
}

void RunLoop::accept(RunRequest request)
{
    const RunRequest old = std::exchange(m_request, std::move(request));
    m_monitor.setRequest(m_request);
    if (m_request.opening != old.opening) {
        m_run = nullptr;
        m_frames.setRun(nullptr);
        m_queries.setRun(nullptr);
    }
    if (m_request.cursor != old.cursor) {
        m_stepAtTime.reset();
    }
    m_frames.setWanted(m_request);
    m_queries.setWanted(m_request);
}

/// Called also if the update failed after it found the run.
void RunLoop::followRun()
{
    if (m_run != m_monitor.status().run) {
        m_run = m_monitor.status().run;
        m_stepAtTime.reset();
        m_frames.setRun(m_run);
        m_queries.setRun(m_run);
    }
}

void RunLoop::serve(std::int64_t now)
{
    const std::uint64_t step = cursorStep();
    const auto isPending = [this](const std::string& name) {
        bool pending = false;
        m_replies.peek([&](const RunReply& reply) {
            const auto last = reply.results.find(name);
            pending = last != reply.results.end() && last->second.request == m_request.number;
        });
        return pending;
    };
    const FrameScheduler::Pace pace{now, m_monitor.frameInterval(), m_monitor.status().stepsPerSecond};
    publishResults(m_frames.serve(*m_monitor.reader(), pace, isPending));
    const bool live =
        m_request.cursor.at == CursorPosition::At::Latest && isGrowing(m_monitor.status().phase);
    m_queries.setTarget(*m_monitor.reader(), {m_monitor.reader()->steps(), step, live}, now);
    serveQueries(now);
}

void RunLoop::serveQueries(std::int64_t now)
{
    const std::int64_t turn = std::clamp(m_monitor.nextPoll() - now, kMinQueryTurn, kMaxQueryTurn);
    m_queries.advance(*m_monitor.reader(), turn, now);
    publishResults(m_queries.take());
}

std::uint64_t RunLoop::cursorStep()
{
    Reader& reader = *m_monitor.reader();
    if (reader.steps() == 0) {
        return 0;
    }
    const std::uint64_t last = reader.steps() - 1;
    switch (m_request.cursor.at) {
    case CursorPosition::At::Latest:
        break;
    case CursorPosition::At::Step:
        return std::min(m_request.cursor.step, last);
    case CursorPosition::At::Time:
        if (!m_stepAtTime) {
            m_stepAtTime = std::min<std::uint64_t>(reader.stepAt(m_request.cursor.time), last);
            publish({.opening = m_request.opening, .cursor = {{m_request.number, *m_stepAtTime}}});
        }
        return *m_stepAtTime;
    }
    return last;
}

void RunLoop::publishStatus()
{
    if (StatusPtr status = m_monitor.takeStatus(now())) {
        publish({.status = std::move(status)});
    }
}

void RunLoop::publishResults(QueryReplies results)
{
    if (!results.empty()) {
        publish({.opening = m_request.opening, .results = std::move(results)});
    }
}

void RunLoop::publish(RunReply news)
{
    const bool wasEmpty = m_replies.update([&](RunReply& reply) { addNews(reply, std::move(news)); });
    const std::lock_guard lock(m_announcing);
    if (wasEmpty && !m_stopping) {
        m_replied();
    }
}

std::optional<std::int64_t> RunLoop::pause() const
{
    if (m_request.path.empty()) {
        return std::nullopt;
    }
    if (m_monitor.isReadable() && m_queries.wantsMore()) {
        return 0;
    }
    std::int64_t wait = m_monitor.nextPoll() - now();
    if (m_monitor.reader()) {
        if (const std::int64_t next = m_queries.nextUpdate(); next >= 0) {
            wait = std::min(wait, next - now());
        }
        if (m_frames.isDue()) {
            wait = std::min(wait, kFrameRetry);
        }
    }
    return std::max<std::int64_t>(wait, 1);
}

} // namespace h5pulse
