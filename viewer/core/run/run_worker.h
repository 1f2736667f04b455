// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/query_set.h"
#include "core/run/rate_meter.h"
#include "core/run/run_request.h"
#include "core/threads/mailbox.h"

#include <h5pulse/reader.h>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>

namespace h5pulse::viewer {

/// Owns the Reader, on a thread of its own: the only place of the viewer that touches the file.
///
/// Works in short turns: take the latest request, poll, read the wanted frame, then a turn's length of a
/// trace. A turn is over after one or a few reads, so that a new request is served soon whatever else is
/// going on.
///
/// Thread-safety: post(), take(), stop(), busyFor() and openingAtWork() from any thread; all else happens on
/// the worker's thread.
class RunWorker : public QObject
{
    Q_OBJECT

public:
    RunWorker();
    ~RunWorker() override;

    /// What is wanted from now on.
    void post(RunRequest request);
    /// What there is to show; empties the slot.
    std::optional<RunReply> take() { return m_replies.take(); }
    /// No more work; a read that is under way ends within the Reader's time limit, or when its file system
    /// answers.
    void stop();
    /// How long the turn that is under way has taken so far, in milliseconds; 0: none is.
    qint64 busyFor() const;
    /// RunRequest::opening of the file that it works on.
    std::uint64_t openingAtWork() const { return m_openingAtWork; }

signals:
    /// There is something to take().
    void replied();

private:
    void turn();
    void work();
    void accept(RunRequest request);
    void open();
    void startRun();
    void poll();
    void measureProgress(bool grew);
    void countSteps();
    void serveFrame();
    void serveQueries();
    /// The step that is looked at; 0 where there is none.
    std::uint64_t cursorStep();
    /// Milliseconds for the queries: less where a poll is due before.
    qint64 queryTurn() const;
    void showState();
    void setPhase(RunPhase phase, const QString& message);
    void publishStatus();
    void reply(const std::function<void(RunReply&)>& change);
    void scheduleNextTurn();
    int pollInterval() const;
    /// Milliseconds between two pictures of a live run.
    int frameInterval() const;
    bool isBehind() const;

    Mailbox<RunRequest> m_requests;
    Mailbox<RunReply> m_replies;
    std::atomic<bool> m_stopping{false};
    std::atomic<qint64> m_turnBegan{0}; // on the steady clock, milliseconds; 0: no turn
    std::atomic<std::uint64_t> m_openingAtWork{0};

    QTimer m_timer;
    QElapsedTimer m_clock;
    std::unique_ptr<Reader> m_reader;
    RunRequest m_request;
    RunStatus m_status;
    RateMeter m_rate;
    QuerySet m_queries;
    std::optional<std::uint64_t> m_stepAtTime; // of the request, where that gives a time
    qint64 m_nextPoll = 0;                     // on m_clock, as the next two
    qint64 m_lastStatus = 0;                   // when the status was sent
    qint64 m_frameTried = 0;                   // when the last frame was read, or failed to be
    qint64 m_lastCount = 0;                    // when the steps of single fields were counted
    qint64 m_lastPolled = 0;                   // when a poll last succeeded
    int m_failedPolls = 0;
    QString m_pollProblem;                   // why the file cannot be read now; empty: it can
    std::optional<std::uint64_t> m_liveStep; // that was sent last while live
    bool m_frameDue = false;
    bool m_frameFailed = false;
    bool m_bytesAreTold = false; // by the writer
    bool m_statusChanged = false;
};

} // namespace h5pulse::viewer
