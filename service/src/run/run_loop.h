// SPDX-License-Identifier: MIT
#pragma once

#include "query/stopwatch.h"
#include "run/mailbox.h"
#include "run/run_monitor.h"
#include "schedule/frame_scheduler.h"
#include "schedule/query_set.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <ctime>
#include <functional>

namespace h5pulse {

/// The work of a RunService, in short turns: take the latest request, poll the file, read the frames under
/// the cursor, then read for the other queries until the next poll is due. A turn ends after a few reads, so
/// that a new request is served soon.
///
/// Thread-safety: run() on one thread, which owns everything else; the other public members from any thread.
class RunLoop
{
public:
    /// @param replied  called when take() has something and had nothing before
    /// @param beforeOpening  see RunService
    RunLoop(std::function<void()> replied, OpeningHook beforeOpening);

    /// Works until stop().
    void run();
    void post(RunRequest request);
    /// Empties the slot.
    std::optional<RunReply> take() { return m_replies.take(); }
    /// Ends run() after the current turn. `replied` is not called any more.
    void stop();
    /// Milliseconds that the current turn has taken so far; 0: between turns.
    std::int64_t busyFor() const;
    /// Time that a processor has worked for the current turn; 0: between turns.
    std::chrono::milliseconds workedFor() const;

private:
    void turn();
    void accept(RunRequest request);
    void followRun();
    void serve(std::int64_t now);
    void serveQueries(std::int64_t now);
    /// The current step; 0 if there are none.
    std::uint64_t cursorStep();
    void publishStatus();
    void publishResults(QueryReplies results);
    void publish(RunReply news);
    /// Milliseconds until the next turn; nullopt: waits for a request.
    std::optional<std::int64_t> pause() const;
    std::int64_t now() const { return m_clock.milliseconds(); }

    std::function<void()> m_replied;
    Mailbox<RunRequest> m_requests;
    Mailbox<RunReply> m_replies;
    std::mutex m_announcing; // held while m_replied runs
    std::mutex m_mutex;      // for m_wake
    std::condition_variable m_wake;
    bool m_posted = false;
    std::atomic<bool> m_stopping{false};
    std::atomic<std::int64_t> m_turnBegan{0};           // on m_clock; 0: between turns
    std::atomic<clockid_t> m_workClock{CLOCK_REALTIME}; // of the thread
    std::atomic<std::int64_t> m_workBefore{0};          // ns on that clock, when the turn began

    Stopwatch m_clock = Stopwatch::started();
    RunRequest m_request;
    RunMonitor m_monitor;
    RunDescriptionPtr m_run; // the run of the schedulers
    FrameScheduler m_frames;
    QuerySet m_queries;
    std::optional<std::uint64_t> m_stepAtTime; // step of the cursor, if the request gives it as a time
};

} // namespace h5pulse
